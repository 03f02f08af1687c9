import { describe, expect, it } from 'vitest';
import { createDashboardHub } from '../../../src/adapters/hub/dashboard-hub.ts';
import { createLocalReader } from '../../../src/adapters/hub/local-reader.ts';
import { createRegistrySource } from '../../../src/adapters/hub/registry-source.ts';
import { createSkillHub } from '../../../src/adapters/hub/skill-hub.ts';
import type { HubSkill, HubSource } from '../../../src/machines/ports/skill-hub.ts';
import { listen } from '../../fixtures/listen.ts';
import { skillText } from '../catalog/temp-tree.ts';
import { openLab } from './open-lab.ts';

const clock = { now: () => new Date() };
const soon = () => AbortSignal.timeout(10_000);

const skillOf = (name: string, more: Partial<HubSkill> = {}): HubSkill => ({
  ...{ name, description: `What ${name} does`, source: 'x', identifier: `o/r/${name}`, trust: 'community' },
  ...{ repo: null, path: null, tags: [], ...more },
});

const sourceOf = (id: string, ...skills: readonly HubSkill[]): HubSource => ({
  ...{ id, label: id, findObstacle: async () => null },
  search: async () => ({ ok: true, skills }),
});

const openHub = async (sources: readonly HubSource[], dashboard: string | null = null) => {
  const lab = await openLab({ 'optional/a/evm/SKILL.md': skillText('evm') });
  const local = createLocalReader({ useSkill: lab.useSkill, scanner: null, scansDirectory: `${lab.root}/scans` });
  const hermes = dashboard === null ? null : createDashboardHub({ url: dashboard, token: null }).reader;
  return createSkillHub({ sources: [lab.official.source, ...sources], local, hermes, searchMs: 300 });
};

describe('a search of the hub', () => {
  it('merges what all sources have, the better match first, each identifier once and from whom it is trusted', async () => {
    const hub = await openHub([
      sourceOf('one', skillOf('evm-tools'), skillOf('same')),
      sourceOf('two', skillOf('same', { trust: 'trusted' }), skillOf('evm', { identifier: 'o/r@evm' })),
    ]);
    const { skills, counts, reports } = await hub.search('evm', 'all', 50);
    expect(skills.map(({ identifier, origin }) => [identifier, origin])).toEqual([
      ['official/a/evm', 'official'],
      ['o/r@evm', 'two'],
      ['o/r/evm-tools', 'one'],
      ['o/r/same', 'two'],
    ]);
    expect(counts).toEqual({ official: 1, one: 2, two: 2 });
    expect(reports).toEqual(
      ['official', 'one', 'two'].map((id) => expect.objectContaining({ id, ok: true }) as unknown),
    );
    expect((await hub.search('evm', 'all', 2)).skills).toHaveLength(2);
  });

  it('asks one source when it is named, and always the optional skills, as Hermes does', async () => {
    const hub = await openHub([sourceOf('one', skillOf('evm')), sourceOf('two')]);
    expect((await hub.search('evm', 'one', 50)).counts).toEqual({ official: 1, one: 1 });
    expect((await hub.search('evm', 'official', 50)).counts).toEqual({ official: 1 });
  });

  it('does not wait for a source that hangs, nor fall with one that throws', async () => {
    const hangs: HubSource = { ...sourceOf('hangs'), search: () => new Promise(() => {}) };
    const throws: HubSource = { ...sourceOf('throws'), search: () => Promise.reject(new Error('it broke')) };
    const { skills, reports } = await (await openHub([hangs, throws])).search('evm', 'all', 50);
    expect(skills).toHaveLength(1);
    expect(reports.slice(1)).toEqual([
      { id: 'hangs', label: 'hangs', ok: false, reason: 'It did not answer in time.' },
      { id: 'throws', label: 'throws', ok: false, reason: 'it broke' },
    ]);
  });

  it('passes on what a source says beside its answer', async () => {
    const url = await listen((_, response) => void response.end('{"results":[],"timed_out":["clawhub"]}'));
    const hub = await openHub([createDashboardHub({ url, token: null }).source]);
    const { reports } = await hub.search('evm', 'all', 50);
    expect(reports[1]).toMatchObject({ ok: true, reason: 'It did not hear from clawhub.' });
  });
});

describe('a registry', () => {
  it('that hangs is waited for once, then left alone for half a minute', async () => {
    let [asked, seconds] = [0, 0];
    const url = await listen(() => (asked += 1));
    const later = { now: () => new Date(Date.now() + seconds * 1000) };
    const source = createRegistrySource({ url, clock: later, timeoutMs: 100 });
    for (const at of [0, 29]) {
      seconds = at;
      expect(await source.search('pdf', soon())).toEqual({ ok: false, reason: `${url} did not answer in time` });
    }
    expect([asked, await source.findObstacle()]).toEqual([1, `${url} did not answer in time`]);
    seconds = 31;
    await source.search('pdf', soon());
    expect(asked).toBe(2);
  });

  it.each<[string, (url: string) => string, RegExp]>([
    ['cannot be reached', () => 'http://127.0.0.1:1', /could not be reached/],
    ['answers in another shape', (url) => url, /shape/],
  ])('says so when it %s', async (_, toUrl, reason) => {
    const url = toUrl(await listen((_request, response) => void response.end('{"skills": 1}')));
    const answer = await createRegistrySource({ url, clock }).search('pdf', soon());
    expect(answer).toEqual({ ok: false, reason: expect.stringMatching(reason) as string });
  });

  it('cannot name what would not be installed, nor draw on a terminal', async () => {
    const skills = [
      { name: 'a\u001b[2Jb', skillId: 'ok', source: 'o/r' },
      { name: 'x', skillId: '-x', source: 'o/r' },
      { name: 'x', skillId: '../x', source: 'o/r' },
      { name: 'x', skillId: 'x', source: '../r' },
    ];
    const url = await listen((_, response) => void response.end(JSON.stringify({ skills })));
    const answer = await createRegistrySource({ url, clock }).search('pdf', soon());
    expect(answer).toMatchObject({
      ok: true,
      skills: [{ name: 'a [2Jb', identifier: 'o/r@ok', description: 'In o/r.' }],
    });
  });
});

describe('what only Hermes can reach or judge', () => {
  const scan = {
    ...{ name: 'x', identifier: 'x', source: 'clawhub', trust_level: 'community', verdict: 'safe', summary: 's' },
    ...{ policy: 'allow', policy_reason: 'r', findings: [], severity_counts: {} },
  };
  const preview = { name: 'x', identifier: 'clawhub-x', source: 'clawhub', skill_md: '# x', files: ['SKILL.md'] };
  const dashboard = () =>
    listen((request, response) => {
      const { pathname, searchParams } = new URL(request.url ?? '', 'http://x');
      response.statusCode = searchParams.get('identifier') === 'ghost' ? 404 : 200;
      response.end(JSON.stringify(pathname.endsWith('/scan') ? scan : preview));
    });

  it('is shown and scanned by a dashboard that runs', async () => {
    const hub = await openHub([], await dashboard());
    expect(await hub.preview('clawhub-x', soon())).toMatchObject({ ok: true, name: 'x', skillMd: '# x' });
    const counts = { critical: 0, high: 0, medium: 0, low: 0 };
    expect(await hub.scan('clawhub-x', soon())).toMatchObject({ ok: true, identifier: 'clawhub-x', counts });
    expect(await hub.scan('official/a/evm', soon())).toMatchObject({ ok: true, verdict: 'safe' });
    expect(await hub.preview('ghost', soon())).toMatchObject({ code: 'hub/not-found' });
  });

  it('is never a folder or an address of this machine', async () => {
    const hub = await openHub([], await dashboard());
    for (const identifier of ['/etc', 'file:///x', 'o/r@x'])
      expect(await hub.scan(identifier, soon())).toMatchObject({ code: 'hub/no-scanner' });
  });

  it('is told where no dashboard runs, or it cannot be reached', async () => {
    expect(await (await openHub([])).preview('clawhub-x', soon())).toMatchObject({ code: 'hub/needs-hermes' });
    const hub = await openHub([], 'http://127.0.0.1:1');
    expect(await hub.preview('clawhub-x', soon())).toMatchObject({ code: 'hub/source-failed' });
  });

  it('is given up with the signal', async () => {
    const hub = await openHub([], await listen(() => {}));
    expect(await hub.preview('clawhub-x', AbortSignal.timeout(50))).toMatchObject({ code: 'hub/source-failed' });
  });
});
