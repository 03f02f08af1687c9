import { access, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { findOnPath } from '../../src/adapters/find-on-path.ts';
import { makeSkillFolder, makeSkillRepository } from '../crash/skills.ts';
import { needs } from '../fixtures/needs.ts';
import { type Answers, makeFakeHermes } from './fake-hermes.ts';
import { createAsHermes, inProfile, readProfileFile } from './hermes.ts';
import { makeBundle } from './scenario.ts';
import { createScratch, type Scratch, type Server, startServer } from './server.ts';

const three = ['official/blockchain/evm', 'official/blockchain/solana', 'official/security/1password'];
const deep = `official/${'distributed-ledgers-and-other-ways-to-agree-on-what-happened'}/${'a-skill-with-a-name-that-is-long'}`;

const blocked = (id: string, verdict: string, hint: string) => `Quarantined to .hub/quarantine/some-skill
Running security scan...
Scan: some-skill (${id}/community)  Verdict: ${verdict.toUpperCase()}
  HIGH     exfiltration   SKILL.md:5                     "Look in ~/.ssh for keys"

Decision: BLOCKED — Blocked (community source + ${verdict} verdict, 1 findings).${hint}
Scan provenance: fresh; scanner skills-guard-v1; hash sha256:c5497964

Installation blocked: Blocked (community source + ${verdict} verdict, 1 findings).${hint}`;

const answers: Answers = {
  'careless/skills/some-skill': { SAYS: blocked('careless/skills/some-skill', 'caution', ' Use --force to override.') },
  'vicious/skills/some-skill': { SAYS: blocked('vicious/skills/some-skill', 'dangerous', '') },
  'older/hermes/some-skill': { LACKS: '--yes' },
  'silent/skills/some-skill': { SAYS: 'Running security scan...' },
  'https://example.com/SKILL.md': { SAYS: 'Cannot install from URL: https://example.com/SKILL.md' },
  'asking/skills/some-skill': { SAYS: 'Confirm [y/N]: Installation cancelled.' },
};

let scratch: Scratch;
let server: Server;
let hermes: Awaited<ReturnType<typeof makeFakeHermes>>;

beforeAll(async () => {
  scratch = await createScratch();
  const places = [...three, deep].map((id) => id.slice('official/'.length));
  hermes = await makeFakeHermes(scratch.directory, places, answers);
  const bundle = await makeBundle(scratch);
  server = await startServer(scratch, { env: { ...hermes.env, HERMES_BUNDLED_SKILLS: bundle } });
});

afterAll(async () => {
  await server.stop();
  await scratch.remove();
});

const eventsSchema = z.object({ events: z.array(z.object({ type: z.string(), data: z.unknown() })) });
const lockSchema = z.object({ installed: z.record(z.string(), z.object({ identifier: z.string() })) });

/** Creates a profile with hub skills, which is a success whatever becomes of them; resolves when that is known. */
const installInto = async (name: string, hub_skills: readonly string[], more: object = {}) => {
  const created = await createAsHermes(server, { name, hub_skills, ...more });
  expect(created).toMatchObject({ ok: true, name });
  const flow = await server.settled(created.flow.id);
  const { events } = eventsSchema.parse(await (await server.call(`/api/flows/${flow.id}/events`)).json());
  const ofType = (type: string) => events.filter((event) => event.type === type).map(({ data }) => data);
  return {
    created,
    flow,
    succeeded: ofType('install.succeeded'),
    item: flow.items.findLast(({ kind }) => kind === 'install'),
  };
};

const lockOf = async (profile: string) =>
  Object.values(
    lockSchema.parse(JSON.parse(await readProfileFile(scratch, profile, 'skills/.hub/lock.json'))).installed,
  )
    .map(({ identifier }) => identifier)
    .toSorted();

describe('an install by Hermes', () => {
  test('AC-40: is proved by its last line, the lock file and the disk, and told with verdict and trust', async () => {
    const { flow, succeeded } = await installInto('proved', ['official/security/1password']);
    expect([flow.outcome, flow.problems]).toEqual(['complete', []]);
    expect(succeeded).toMatchObject([
      { name: '1password', path: 'skills/security/1password', scan: { verdict: 'safe', trust: 'builtin' } },
    ]);
    expect(await readProfileFile(scratch, 'proved', 'skills/security/1password/SKILL.md')).toContain('1password');
    expect(await lockOf('proved')).toEqual(['official/security/1password']);
  });

  test('AC-06: is asked for once, in the home of the profile, confirmed, behind the end of options', async () => {
    await installInto('asked', ['someuser/skills/some-skill']);
    expect((await hermes.journal('asked')).filter(({ what }) => what === 'began')).toMatchObject([
      {
        home: inProfile(scratch, 'asked').replace(/\/$/, ''),
        argv: ['skills', 'install', '--yes', '--', 'someuser/skills/some-skill'],
      },
    ]);
  });

  const edit = 'edit-and-retry';
  test.each([
    ['AC-41', 'official/no/such', ['install/not-found', edit, /found no skill official\/no\/such/]],
    ['AC-42', 'careless/skills/some-skill', ['install/blocked', edit, /caution verdict.*--force/]],
    ['AC-43', 'vicious/skills/some-skill', ['install/blocked', edit, /dangerous verdict.*cannot be overridden/]],
    ['AC-45', 'older/hermes/some-skill', ['install/usage', 'none', /exit code 2.*--yes.*mistake of this program/]],
    ['AC-46', 'silent/skills/some-skill', ['install/unproved', 'retry', /without proof.*security scan/]],
    ['AC-51', 'https://example.com/SKILL.md', ['install/no-name', edit, /could not tell the name/]],
    ['AC-52', 'asking/skills/some-skill', ['install/declined', 'retry', /asked for a confirmation/]],
  ] as const)(
    '%s: of %s fails with a reason, and the profile is made all the same',
    async (id, identifier, problem) => {
      const [code, nextAction, message] = problem;
      const { created, flow, item, succeeded } = await installInto(id.toLowerCase(), [identifier]);
      expect(created.hub_installs).toEqual([{ id: identifier, identifier, pid: expect.any(Number) as number }]);
      expect(item).toMatchObject({ name: identifier, state: 'failed' });
      expect([flow.outcome, succeeded]).toEqual(['with-problems', []]);
      expect(flow.problems).toMatchObject([{ code, nextAction, message: expect.stringMatching(message) }]);
      await access(inProfile(scratch, id.toLowerCase(), 'SOUL.md'));
    },
  );

  test('AC-44: of a skill that is there already is done, and says so', async () => {
    await installInto('first', ['official/blockchain/evm']);
    const { flow } = await installInto('again', ['official/blockchain/evm'], { clone_from: 'first' });
    expect(flow).toMatchObject({ outcome: 'complete', notices: [{ code: 'install/already-present' }] });
  });

  test('AC-48: of another skill than the one named is done, and says which', async () => {
    const { flow, succeeded } = await installInto('other', ['evil/repo/solana']);
    expect(flow).toMatchObject({
      outcome: 'complete',
      notices: [
        { code: 'install/other-identifier', message: expect.stringContaining('official/blockchain/solana') as string },
      ],
    });
    expect(succeeded).toMatchObject([{ path: 'skills/blockchain/solana' }]);
  });

  test('AC-49: is understood although its lines are longer than 80 columns', async () => {
    const { flow, succeeded } = await installInto('wide', [deep]);
    expect(`Installed: ${deep.slice('official/'.length)}`.length).toBeGreaterThan(80);
    expect(flow.problems).toEqual([]);
    expect(succeeded).toMatchObject([{ path: `skills/${deep.slice('official/'.length)}` }]);
  });

  test('AC-47: never meets another one of its profile', async () => {
    const { flow } = await installInto('serial', three);
    expect(flow.problems).toEqual([]);
    expect((await hermes.journal('serial')).map(({ what, id }) => [what, id])).toEqual(
      three.flatMap((id) => [
        ['began', id],
        ['ended', id],
      ]),
    );
    expect(await lockOf('serial')).toEqual(three);
  });
});

describe('an install by the embedded installer', () => {
  test('AC-40: is proved by the disk', async () => {
    const { flow, succeeded } = await installInto('embedded', [await makeSkillFolder(join(scratch.directory, 'own'))]);
    expect(flow.outcome).toBe('complete');
    expect(succeeded).toMatchObject([{ name: 'own', path: 'skills/own' }]);
    expect(await readProfileFile(scratch, 'embedded', 'skills/own/SKILL.md')).toContain('name: own');
  });

  test('AC-41: of a folder that is not there fails, and the profile is made all the same', async () => {
    const { flow } = await installInto('folderless', [join(scratch.directory, 'nowhere')]);
    expect(flow.problems).toMatchObject([{ code: 'install/not-found', nextAction: 'edit-and-retry' }]);
    await access(inProfile(scratch, 'folderless', 'SOUL.md'));
  });
});

test('AC-47: never meets another one of its profile, from git repositories', needs('git'), async () => {
  const other = await createScratch();
  const journal = await writeNotingGit(other);
  const ids = await Promise.all(['a', 'b', 'c'].map((name) => makeSkillRepository(join(other.directory, 'git', name))));
  const serving = await startServer(other, { env: { PATH: `${join(other.directory, 'bin')}:${process.env['PATH']}` } });
  const { flow } = await createAsHermes(serving, { name: 'serial', hub_skills: ids });
  const done = await serving.settled(flow.id);
  const noted = (await readFile(journal, 'utf8')).trim().split('\n');
  await serving.stop();
  await other.remove();
  expect(done.problems).toEqual([]);
  expect(noted).toEqual(['began', 'ended', 'began', 'ended', 'began', 'ended']);
});

/** A `git` that takes its time to clone, and notes when it began and ended. */
const writeNotingGit = async ({ directory }: Scratch): Promise<string> => {
  const [bin, journal] = [join(directory, 'bin'), join(directory, 'journal')];
  const git = await findOnPath('git', process.env['PATH'] ?? '');
  await mkdir(bin);
  const script = `#!/bin/sh
case "$1" in clone) echo began >>'${journal}'; ${git} "$@"; code=$?; sleep 0.2; echo ended >>'${journal}'; exit $code;; esac
exec ${git} "$@"
`;
  await writeFile(join(bin, 'git'), script, { mode: 0o755 });
  return journal;
};
