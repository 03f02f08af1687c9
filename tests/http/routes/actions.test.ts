import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { actionStartedSchema, actionStatusSchema } from '../../../src/http/action-schema.ts';
import { toActionName } from '../../../src/http/action-name.ts';
import { openTempTree } from '../../adapters/catalog/temp-tree.ts';
import { auth, createAppFixture, HOST, readProblem } from '../fixture-app.ts';

let fixture: ReturnType<typeof createAppFixture>;
beforeEach(async () => {
  const { root } = await openTempTree({ 'profiles/coder/SOUL.md': '' });
  fixture = createAppFixture({ root });
});
afterEach(() => fixture.close());

const start = async (path: string, body: unknown) => {
  const response = await fixture.post(path, body);
  return [response.status, actionStartedSchema.strict().parse(await response.json())];
};
const statusOf = async (name: string, query = '') => {
  const response = await fixture.get(`/api/actions/${name}/status${query}`);
  return actionStatusSchema.strict().parse(await response.json());
};
const refused = async (answer: Response | Promise<Response>) => {
  const response = await answer;
  const { code, detail } = await readProblem(response);
  return [response.status, code, detail];
};

describe('the name of an action', () => {
  it.each([
    ['official/blockchain/evm', 'skills-install-official-blockchain-evm-bf3ddfd6'],
    ['https://example.com/SKILL.md', 'skills-install-https-example-com-skill-md-52fc527c'],
    ['技能', 'skills-install-skill-53da139b'],
  ])('for %s is the one Hermes gives it', (identifier, name) => {
    expect(toActionName('skills-install', identifier)).toBe(name);
  });

  it('never ends in the middle of what the runner takes for a key', () => {
    const name = toActionName('mcp-install', `${'a'.repeat(47)}-${'b'.repeat(99)}`);
    expect(name).toMatch(/^mcp-install-a{47}--[0-9a-f]{8}$/);
    expect(toActionName('mcp-install', '--')).toMatch(/^mcp-install-server-[0-9a-f]{8}$/);
  });
});

describe('actions on skills', () => {
  const evm = { identifier: ' official/blockchain/evm ', profile: 'coder' };
  const name = 'skills-install-official-blockchain-evm-bf3ddfd6';

  it('are answered as Hermes answers them', async () => {
    expect(await start('/api/skills/hub/install', evm)).toEqual([200, { ok: true, pid: 4711, name }]);
    const uninstall = await start('/api/skills/hub/uninstall?profile=coder', { name: 'evm' });
    expect(uninstall).toEqual([200, { ok: true, pid: 4711, name: 'skills-uninstall-evm-7a1d0754' }]);
    const update = await start('/api/skills/hub/update', { profile: null });
    expect(update).toEqual([200, { ok: true, pid: 4711, name: 'skills-update' }]);
    const bare = { method: 'POST', headers: { host: HOST, ...auth } };
    expect((await fixture.app.request('/api/skills/hub/update', bare)).status).toBe(200);
    expect(fixture.runs().map(({ key }) => key)).toEqual([
      `${name}.coder.1`,
      'skills-uninstall-evm-7a1d0754.coder.2',
      'skills-update.default.3',
    ]);
  });

  it('show how they stand while they run and when they have ended', async () => {
    await start('/api/skills/hub/install', evm);
    const [run] = fixture.runs();
    if (!run) throw new Error('nothing runs');
    fixture.write(run, 'one\ntwo\nthree\n');
    const about = { name, pid: 4711 };
    expect(await statusOf(name)).toEqual({ ...about, running: true, exit_code: null, lines: ['one', 'two', 'three'] });
    fixture.end(run, 1);
    expect(await statusOf(name, '?lines=1')).toEqual({ ...about, running: false, exit_code: 1, lines: ['three'] });
    expect(await statusOf(name, '?lines=-3')).toMatchObject({ lines: ['three'] });
    expect(await statusOf(name, '?lines=99999')).toMatchObject({ lines: ['one', 'two', 'three'] });
    expect(await refused(fixture.get(`/api/actions/${name}/status?lines=x`))).toEqual([
      422,
      'request/invalid',
      expect.any(String),
    ]);
  });

  it('AC-68: are not known before they were started', async () => {
    const unknown = [404, 'action/not-found', 'Unknown action: skills-install-nothing-00000000'];
    expect(await refused(fixture.get('/api/actions/skills-install-nothing-00000000/status'))).toEqual(unknown);
    expect((await refused(fixture.get('/api/actions/%2E%2E%2Fx/status')))[0]).toBe(404);
    const known = { name: 'skills-update', running: false, exit_code: null, pid: null, lines: [] };
    expect(await statusOf('skills-update')).toEqual(known);
  });

  it.each([
    ['install', { identifier: ' ' }, 400, 'request/invalid', 'identifier is required'],
    ['install', { identifier: '-x' }, 400, 'install/invalid-identifier', 'Bad identifier.'],
    ['install', { identifier: 'a', profile: 'nobody' }, 404, 'profile/not-found', "Profile 'nobody' does not exist."],
    ['install', { identifier: 'a', profile: 'No Name' }, 400, 'name/invalid', expect.any(String)],
    ['install', {}, 422, 'request/invalid', [{ type: 'missing', loc: ['body', 'identifier'], msg: 'Field required' }]],
    ['uninstall', { name: '' }, 400, 'request/invalid', 'name is required'],
    ['uninstall', { name: 'a\u0000b' }, 422, 'request/invalid', expect.any(Array)],
    ['uninstall', { name: 'a', profile: 'nobody' }, 404, 'profile/not-found', expect.any(String)],
    ['update', { profile: 'nobody' }, 404, 'profile/not-found', expect.any(String)],
    ['update', { profile: 3 }, 422, 'request/invalid', expect.any(Array)],
  ])('%s %j is refused with %d and starts nothing', async (what, body, ...refusal) => {
    expect(await refused(fixture.post(`/api/skills/hub/${what}`, body))).toEqual(refusal);
    expect(fixture.runs()).toEqual([]);
  });
});
