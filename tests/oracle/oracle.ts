import { execa } from 'execa';
import { mkdir, mkdtemp, realpath, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findHermes } from '../../src/adapters/find-hermes.ts';
import { createCompose } from '../../src/cli/compose.ts';
import type { Composition } from '../../src/cli/parts.ts';
import { planInputSchema } from '../../src/machines/flow/plan.ts';
import { toFlowView, type FlowView } from '../../src/machines/flow/view.ts';
import { writeBundles } from './bundles.ts';
import { createLimit } from './limit.ts';
import { hermesAgent } from './with-hermes.ts';

/** What a command of Hermes said. */
export type Said = Readonly<{ code: number | null; stdout: string; stderr: string }>;

/** One machine with two users: we work in the home of one, Hermes in that of the other. */
export type Oracle = Readonly<{
  directory: string;
  /** Hermes roots. */
  ours: string;
  theirs: string;
  env: Readonly<Record<string, string>>;
  engine: Composition['engine'];
  /** Number of the config.yaml schema this Hermes writes. */
  configVersion: number;
  /** Runs Hermes on one of the roots. */
  hermes(root: string, ...args: readonly string[]): Promise<Said>;
  /** Creates by the whole engine; resolves with the flow once it has an outcome. */
  create(plan: object, timeoutMs?: number): Promise<FlowView>;
  close(): Promise<void>;
}>;

export const openOracle = async (): Promise<Oracle> => {
  const directory = await realpath(await mkdtemp(join(tmpdir(), 'profile-builder-oracle-')));
  const [ours, theirs] = [join(directory, 'ours/.hermes'), join(directory, 'theirs/.hermes')];
  for (const path of [ours, theirs, join(directory, 'bin')]) await mkdir(path, { recursive: true });
  await symlink(String(hermesAgent), join(directory, 'bin/hermes'));
  const env = {
    PATH: `${join(directory, 'bin')}:${process.env['PATH'] ?? ''}`,
    ...(await writeBundles(join(directory, 'bundles'))),
  };
  const composed = await createCompose()({
    ...{ host: '127.0.0.1', port: 0, hermesHome: ours, dataDir: join(directory, 'data') },
    ...{ logFile: join(directory, 'data/events.db'), tokenFile: join(directory, 'data/token'), token: 'token' },
    ...{ homedir: join(directory, 'ours'), env: { ...env, HOME: join(directory, 'ours') } },
  });
  if (!composed.ok) throw new Error(composed.reason);
  const { engine } = composed;
  const hermes = await findHermes({ path: env.PATH });
  const closing = new AbortController();
  const limit = createLimit(3);
  return {
    ...{ directory, ours, theirs, env, engine, configVersion: hermes?.configVersion ?? 0 },
    hermes: (root, ...args) => limit(() => run(env, root, args, closing.signal)),
    create: (plan, timeoutMs = 60_000) => create(engine, plan, timeoutMs),
    close: async () => {
      closing.abort();
      await limit.settled();
      await composed.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
};

const run = async (
  env: Oracle['env'],
  root: string,
  args: readonly string[],
  cancelSignal: AbortSignal,
): Promise<Said> => {
  if (cancelSignal.aborted) return { code: null, stdout: '', stderr: 'the oracle is closed' };
  const { exitCode, stdout, stderr } = await execa(join(env['PATH']?.split(':')[0] ?? '', 'hermes'), args, {
    env: { ...env, HOME: join(root, '..'), HERMES_HOME: root, HERMES_NONINTERACTIVE: '1', ...plain },
    ...{ extendEnv: false, stdin: 'ignore', reject: false, timeout: 120_000, cancelSignal },
  });
  return { code: exitCode ?? null, stdout, stderr };
};

const plain = { COLUMNS: '1000', NO_COLOR: '1', PYTHONUTF8: '1', HERMES_DISABLE_LAZY_INSTALLS: '1' };

const create = async (engine: Oracle['engine'], plan: object, timeoutMs: number): Promise<FlowView> => {
  const answer = await engine.startFlow(planInputSchema.parse(plan));
  if (!('view' in answer)) throw new Error(JSON.stringify(answer));
  const { id } = answer.view;
  const flow = await engine.when(id, (each) => toFlowView(each).outcome !== null, AbortSignal.timeout(timeoutMs));
  return toFlowView(flow);
};
