import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FLOW_FILE, type FlowFile, toExportText, writeFlowFile } from '../../../src/machines/flow/flow-file.ts';

const page = `<head></head><script type="application/json" id="${FLOW_FILE}"></script><script>run()</script>`;
const fileOf = (records: string): FlowFile => ({
  flow: 'flw_1',
  records,
  machine: { definition: 'profile-create@1', graph: { nodes: [], edges: [] }, mermaid: '' },
  drawings: [],
});
const hostile = ['</script>', '<!--', '<script>', "$&$'$`", '\\u003c', '\u2028', '"', '\\', '\n'];

describe('a page with a flow in it', () => {
  test('gives back the records byte for byte, whatever they hold', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constantFrom(...hostile), fc.string({ unit: 'binary' }))), (parts) => {
        const records = parts.join('');
        expect(toExportText(writeFlowFile(page, fileOf(records)))).toBe(records);
      }),
    );
  });

  test('has no markup that was not in the page', () => {
    const written = writeFlowFile(page, fileOf(hostile.join('')));
    expect(written.match(/<[^>]*>/g)).toEqual(page.match(/<[^>]*>/g));
  });
});

test.each(['', '{"version":1}\n', '<html></html>', page, page.replace('></', '>{"records":1}</')])(
  'what is no such page is left as it is: %j',
  (text) => {
    expect(toExportText(text)).toBe(text);
  },
);
