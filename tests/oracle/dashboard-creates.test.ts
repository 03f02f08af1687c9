import { chmod } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseEnv } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { createScratch, type Scratch, type Server, startServer } from '../e2e/server.ts';
import { askHermes, type Answer, comparableError, type Request } from '../fixtures/replay/ask-hermes.ts';
import { askPython } from './ask-python.ts';
import { writeBundles } from './bundles.ts';
import { writeLivedIn } from './clone-source.ts';
import { type CreateCase, creates } from './creates.ts';
import { type ProfileTree, readTree } from './profile-tree.ts';
import { describeWithHermes, hermesAgent } from './with-hermes.ts';

const cases = creates.map(({ title, body }, index) => ({ title, body: { name: `case-${index}`, ...body } }));

describeWithHermes('POST /api/profiles beside the one of hermes', () => {
  let ours: Scratch;
  let theirs: Scratch;
  let server: Server;
  let expected: readonly Answer[];
  let answers: readonly Answer[];
  let yamls: z.infer<typeof yamlsSchema>;
  beforeAll(async () => {
    [ours, theirs] = await Promise.all([createScratch(), createScratch()]);
    const env = await writeBundles(join(ours.directory, 'bundles'));
    for (const { hermes } of [ours, theirs]) {
      await writeLivedIn(hermes, CURRENT);
      await writeLivedIn(join(hermes, 'profiles/lived'), CURRENT);
      // A full clone keeps another mode there, and ours never does.
      for (const path of ['.env', 'profiles/lived/.env']) await chmod(join(hermes, path), 0o600);
    }
    const PATH = `${dirname(String(hermesAgent))}:${process.env['PATH']}`;
    server = await startServer(ours, { env: { ...env, PATH } });
    const requests = cases.map(({ body }): Request => ['POST', '/api/profiles', body]);
    expected = await askHermes(requests, { root: theirs.hermes, homedir: theirs.homedir, env });
    answers = await createAll(server, ours);
    yamls = await readYamls([ours.hermes, theirs.hermes]);
  }, 300_000);
  afterAll(async () => {
    await server.stop();
    await Promise.all([ours.remove(), theirs.remove()]);
  });

  test('there are at least 60 bodies, and Hermes answered each', () => {
    expect(cases.length).toBeGreaterThanOrEqual(60);
    expect(expected).toHaveLength(cases.length);
  });

  test.each(cases.map(({ title, body }, index) => [title, body, index] as const))(
    'is answered and done alike for %s',
    async (_, body, index) => {
      expect(toComparable(answers[index])).toEqual(toComparable(expected[index]));
      if (answers[index]?.[0] !== 200) return;
      const [made, shouldBeMade] = await Promise.all([ours, theirs].map((scratch) => readMade(scratch, body, yamls)));
      expect(made).toEqual(shouldBeMade);
    },
  );
});

/** Its schema of config.yaml: nothing is migrated. */
const CURRENT = 33;

const flowSchema = z.object({ flow: z.object({ id: z.string() }) });

const createAll = async (server: Server, { hermes }: Scratch): Promise<readonly Answer[]> => {
  const answers: Answer[] = [];
  for (const { body } of cases) {
    const response = await server.post('/api/profiles', body);
    const text = (await response.text()).replaceAll(hermes, '<root>');
    answers.push([response.status, JSON.parse(text)]);
    if (response.status === 200) await server.settled(flowSchema.parse(JSON.parse(text)).flow.id);
  }
  return answers;
};

const createdSchema = z.object({
  ok: z.literal(true),
  // Hermes echoes the name as it was sent, we the one that is used.
  name: z.string().transform(toId),
  path: z.string(),
  ...{ model_set: z.boolean(), mcp_written: z.number(), skills_disabled: z.number() },
  hub_installs: z.array(z.unknown()),
});

const toComparable = (answer: Answer = [0, null]): unknown =>
  answer[0] === 200 ? [200, createdSchema.parse(answer[1])] : comparableError(answer);

function toId(name: string): string {
  return name.trim().toLowerCase();
}

/** What Hermes' own reader finds in every config.yaml and profile.yaml below the roots. */
const readYamls = async (roots: readonly string[]) =>
  await askPython({
    script: `
import pathlib, yaml
files = [path for root in given for name in ('config.yaml', 'profile.yaml') for path in pathlib.Path(root).glob(f'profiles/*/{name}')]
answer({str(path): yaml.safe_load(path.read_text(encoding='utf-8')) for path in files})`,
    schema: yamlsSchema,
    given: roots,
  });

const yamlsSchema = z.record(z.string(), z.record(z.string(), z.unknown()));

/** What stands on the disk, by what a reader finds in it; modes but of directories, which opening a profile changes. */
const readMade = async ({ hermes, homedir }: Scratch, body: CreateCase['body'], yamls: z.infer<typeof yamlsSchema>) => {
  const name = toId(String(body['name']));
  const directory = join(hermes, 'profiles', name);
  const tree = await readTree(directory);
  const wrapper = await readTree(join(homedir, '.local/bin', name)).catch(() => null);
  // When Hermes saves the file it drops an empty section, and it saves one of nothing but its version too.
  const { agent: _agent, _config_version: version, ...config } = yamls[join(directory, 'config.yaml')] ?? {};
  const files = Object.entries(tree).filter(([path]) => !special.has(path));
  return {
    ...{ config: Object.keys(config).length === 0 ? {} : { ...config, version } },
    ...{ profile: yamls[join(directory, 'profile.yaml')], env: parseEnv(contentOf(tree, '.env')) },
    ...{ modeOfEnv: headOf(tree, '.env'), hasAlias: wrapper !== null },
    files: Object.fromEntries(files.map(([path, entry]) => [path, entry.replace(/^directory \d+/, 'directory')])),
  };
};

/** Read otherwise, compared by the trees of fresh profiles and clones, or made by opening a profile to write into it. */
const special = new Set([
  ...['config.yaml', 'profile.yaml', '.env', 'SOUL.md', '.no-bundled-skills'],
  ...['hooks', 'pairing', 'image_cache', 'audio_cache', 'logs/curator'],
]);

const contentOf = (tree: ProfileTree, path: string): string => (tree[path] ?? '').split('\n').slice(1).join('\n');
const headOf = (tree: ProfileTree, path: string): string => (tree[path] ?? '').split('\n', 1)[0] ?? '';
