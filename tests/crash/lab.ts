import { mkdtemp, mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Life, startLife } from './life.ts';
import { makeSkillFolder, makeSkillRepository } from './skills.ts';
import { createRandom, type Random } from './random.ts';
import { runsAreOver } from './runs.ts';
import { type Witness, createWitness } from './witness.ts';

/** One data directory and one home in which servers are started, killed and started again. */
export type Lab = Readonly<{
  directory: string;
  home: string;
  data: string;
  starts: string;
  /** What servers killed themselves at, a line each: `before|after <event type>`. */
  boundaries: string;
  witness: Witness;
  tally: Tally;
  run(): Promise<void>;
  remove(): Promise<void>;
}>;

export type Tally = {
  kills: number;
  flows: string[];
  restsWhileDown: number;
  modes: Record<string, number>;
  seed: number;
};

const MODES = ['after:1', 'before:2', 'after:2', 'before:3', 'after:4', 'random', 'random', 'down'] as const;
// A flow has about 16 records: one whole flow is killed after each of them, one before each.
const EACH_BOUNDARY = 20;
const PATIENCE_MS = 60_000;

export const createLab = async ({ kills, seed }: { kills: number; seed: number }): Promise<Lab> => {
  const directory = await mkdtemp(join(tmpdir(), 'profile-builder-crash-'));
  const paths = {
    home: join(directory, 'hermes'),
    data: join(directory, 'data'),
    starts: join(directory, 'starts'),
    boundaries: join(directory, 'boundaries'),
  };
  await mkdir(paths.home);
  const plan = {
    hubSkills: [
      await makeSkillRepository(join(directory, 'git', 'from-git')),
      await makeSkillFolder(join(directory, 'folder', 'from-folder')),
      join(directory, 'missing'),
    ],
  };
  const witness = createWitness();
  const tally: Tally = { kills: 0, flows: [], restsWhileDown: 0, modes: {}, seed };
  const random = createRandom(seed);
  const start = (mode: string): Promise<Life> => startLife({ ...paths, homedir: directory, mode });
  return {
    directory,
    ...paths,
    witness,
    tally,
    async run() {
      while (tally.kills < kills) await oneLife({ start, tally, witness, random, plan, paths });
      await finish(start, witness, tally);
    },
    remove: () => rm(directory, { recursive: true, force: true }),
  };
};

type Scene = Readonly<{
  start(mode: string): Promise<Life>;
  tally: Tally;
  witness: Witness;
  random: Random;
  plan: { hubSkills: readonly string[] };
  paths: { data: string };
}>;

/** A server lives until it is killed; meanwhile one flow after another is asked for. */
const oneLife = async ({ start, tally, witness, random, plan, paths }: Scene): Promise<void> => {
  const mode =
    tally.kills < EACH_BOUNDARY ? 'after:1' : tally.kills < 2 * EACH_BOUNDARY ? 'before:2' : random.pick(MODES);
  tally.modes[mode] = (tally.modes[mode] ?? 0) + 1;
  const life = await start(mode.includes(':') ? mode : 'never:0');
  const watching = witness.watch(life);
  const asking = askForFlows(life, { tally, witness, plan });
  if (!mode.includes(':')) {
    await sleep(random.below(mode === 'down' ? 2500 : 1500));
    life.kill();
  }
  await life.died;
  await Promise.all([watching, asking]);
  tally.kills += 1;
  if (process.stdout.isTTY || tally.kills % 20 === 0)
    process.stdout.write(`${tally.kills} kills, ${tally.flows.length} flows\n`);
  if (mode !== 'down') return;
  await until(() => runsAreOver(paths.data), 'installs end while the server is down');
  tally.restsWhileDown += 1;
};

const askForFlows = async (
  life: Life,
  { tally, witness, plan }: Pick<Scene, 'tally' | 'witness' | 'plan'>,
): Promise<void> => {
  while (!life.isDead()) {
    const last = tally.flows.at(-1);
    if (last === undefined || witness.hasEnded(last)) {
      const name = `crash-${tally.flows.length + 1}`;
      const id = await life.create(name, plan.hubSkills).catch(() => null);
      if (id !== null && !tally.flows.includes(id)) tally.flows.push(id);
    }
    await sleep(20);
  }
};

/** A last life without a kill: everything that is open must come to its end by itself. */
const finish = async (start: Scene['start'], witness: Witness, tally: Tally): Promise<void> => {
  const life = await start('never:0');
  const watching = witness.watch(life);
  // Among them may be one whose answer was lost with its server.
  await until(async () => (await life.flows()).every(({ outcome }) => outcome !== null), 'every flow ends');
  tally.flows = (await life.flows()).map(({ id }) => id);
  life.kill();
  await life.died;
  await watching;
};

const until = async (condition: () => Promise<boolean>, what: string): Promise<void> => {
  for (const end = Date.now() + PATIENCE_MS; !(await condition()); await sleep(50))
    if (Date.now() > end) throw new Error(`waited ${PATIENCE_MS / 1000} s until ${what}`);
};
