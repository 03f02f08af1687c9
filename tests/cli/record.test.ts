import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { run } from '../../src/cli/run.ts';
import { createFixtureApp, toNdjson } from './fixture-app.ts';
import { facts, flowId, record } from './recorded-flow.ts';
import { createTestIo } from './test-io.ts';
import { createTestParts } from './test-parts.ts';

let directory = '';
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'record-'));
});
afterEach(() => rm(directory, { recursive: true }));

const records = record(facts);
const go = async (argv: string[], about: { env?: Record<string, string>; records?: typeof records } = {}) => {
  const { app, seen } = createFixtureApp({ records: about.records ?? records });
  const io = createTestIo({ cwd: directory, env: about.env ?? {} });
  const code = await run(argv, io.io, createTestParts(app).parts);
  return { code, err: io.stderr.text, seen };
};

describe('record', () => {
  const recordAs = (name: string, about: Parameters<typeof go>[1] = {}) =>
    go(['record', flowId, '--as', name, '--dir', '.'], about);

  test('keeps the export of a flow under a name, once', async () => {
    expect(await recordAs('first-try')).toMatchObject({ code: 0, err: '' });
    expect(await readFile(join(directory, 'first-try.ndjson'), 'utf8')).toBe(toNdjson(records));
    const again = await recordAs('first-try');
    expect([again.code, again.err]).toEqual([1, expect.stringContaining('give another name')]);
    const elsewhere = await go(['record', flowId, '--as', 'other']);
    expect([elsewhere.code, elsewhere.err]).toEqual([1, expect.stringContaining('name the directory with --dir')]);
  });

  test.each(['../up', 'Big', '', '-x'])('refuses the name %j', async (name) => {
    expect(await recordAs(name)).toMatchObject({ code: 2, seen: [] });
  });

  test('refuses a flow with a token in it, or with a secret of the environment', async () => {
    const withSoul = (soul: string) =>
      record(
        facts.map((fact) =>
          fact.type === 'flow.started' ? { ...fact, data: { ...fact.data, plan: { ...fact.data.plan, soul } } } : fact,
        ),
      );
    const token = await recordAs('token', { records: withSoul('Use ghp_0123456789abcdefghij for it.') });
    expect([token.code, token.err]).toEqual([1, expect.stringContaining('a secret in version 1 (flow.started)')]);
    const env = { MY_API_KEY: 'canary "1" of the test' };
    const known = await recordAs('known', { records: withSoul(`Say ${env.MY_API_KEY}.`), env });
    expect([known.code, known.err]).toEqual([1, expect.stringContaining('a secret in version 1')]);
    expect(await readdir(directory)).toEqual([]);
  });

  test('refuses a flow that is not as it was recorded', async () => {
    const torn = records.map((stored) => (stored.version === 4 ? { ...stored, hash: 'f'.repeat(64) } : stored));
    const { code, err } = await recordAs('torn', { records: torn });
    expect([code, err]).toEqual([1, expect.stringContaining('version 4 (model.written)')]);
  });
});
