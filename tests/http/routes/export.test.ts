import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FlowFile, toExportText } from '../../../src/machines/flow/flow-file.ts';
import { createAppFixture, readProblem } from '../fixture-app.ts';

const page = '<title>flow</title><script type="application/json" id="flow-file"></script>';

let fixture: ReturnType<typeof createAppFixture>;
let pageDirectory: string;
beforeEach(async () => {
  pageDirectory = await mkdtemp(join(tmpdir(), 'profile-builder-page-'));
  fixture = createAppFixture({ pageDirectory });
});
afterEach(async () => {
  await fixture.close();
  await rm(pageDirectory, { recursive: true, force: true });
});

const exported = (id: string, format: string) => fixture.get(`/api/flows/${id}/export?format=${format}`);

describe('GET /api/flows/{id}/export?format=html', () => {
  it('answers a page to be saved, with the very records in it and the chart for wide and narrow panels', async () => {
    await writeFile(join(pageDirectory, 'flow-file.html'), page);
    const id = await fixture.start({ name: 'coder', description: '</script><!--', mcpServers: [{ name: 'docs' }] });
    await fixture.rested(id);
    const response = await exported(id, 'html');
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'content-disposition': `attachment; filename="${id}.html"`,
      'content-security-policy': 'sandbox',
      'cache-control': 'no-store',
    });
    const html = await response.text();
    expect(toExportText(html)).toBe(await (await exported(id, 'ndjson')).text());
    const [, json = ''] = /id="flow-file">(.*)<\/script>/.exec(html) ?? [];
    const { flow, drawings } = JSON.parse(json) as FlowFile;
    expect(flow).toBe(id);
    const directions = drawings.map(({ notes, layout }) => `${notes} ${layout.direction}`);
    expect(new Set(directions)).toEqual(new Set(['none right', 'none down', 'items right', 'items down']));
    expect(await (await exported(id, 'html')).text()).toBe(html);
  });

  it('is refused while the page is not built', async () => {
    const id = await fixture.start({ name: 'coder' });
    expect(await readProblem(await exported(id, 'html'))).toMatchObject({ status: 503, code: 'page/not-built' });
  });

  it('is refused for a flow that is not there and in a format that is none', async () => {
    expect(await readProblem(await exported('flw_none', 'html'))).toMatchObject({ code: 'flow/not-found' });
    const id = await fixture.start({ name: 'coder' });
    expect(await readProblem(await exported(id, 'pdf'))).toMatchObject({ status: 422 });
  });
});
