import type { RunKey } from '../machines/ports/runner.ts';
import {
  findUnderWay,
  isUnderWay,
  probeActions,
  type ProbedRun,
  readActionRuns,
  toActionRun,
  wentWell,
} from './action-runs.ts';
import type { Core } from './core.ts';
import { readStatus } from './action-status.ts';
import type { Engine } from './engine.ts';
import type { Listing } from './listing.ts';
import { runsOf } from './predecessors.ts';
import type { KeyedQueue } from './queue.ts';
import { readReceipts } from './receipts.ts';
import { refuse, type Refused } from './refusal.ts';
import { readReservation } from './reservation.ts';

type Actions = Pick<Engine, 'startAction' | 'action' | 'actionIn'>;
type Asked = Parameters<Actions['startAction']>[0];
type Around = Readonly<{ listing: Listing; lanes: KeyedQueue }>;

/** Actions are runs like those of flows, but nothing is recorded of them: how one stands is read from its directory. */
export const createActions = (core: Core, around: Around): Actions => {
  const { runner } = core.deps;
  return {
    startAction: async (asked) => {
      const checked = core.deps.actionJobs.check(asked.request);
      if (!checked.ok) return refuse(checked.code, checked.message);
      return await around.lanes.run(asked.profile, async () => await start(core, around, asked));
    },
    action: async (name, lines) => {
      const [newest] = await probeActions(runner, (run) => run.name === name);
      return newest ? await readStatus(core.deps, newest, lines) : null;
    },
    actionIn: async (profile) => await findUnderWay(runner, profile),
  };
};

/** Behind whatever works in the profile now. Asked for twice at once it is done once. */
const start = async (
  core: Core,
  around: Around,
  { name, profile, request }: Asked,
): Promise<{ pid: number } | Refused> => {
  const { runner, actionJobs } = core.deps;
  const others = await probeActions(runner, (run) => run.profile === profile);
  const same = others.find((run) => run.name === name && isUnderWay(run));
  if (same) return await pidOf(core, same.key);
  const [newest] = await readActionRuns(runner);
  const { key } = toActionRun(name, profile, (newest?.number ?? 0) + 1);
  const complete =
    request.verb === 'skills-uninstall'
      ? { ...request, receipts: await readReceipts(core, around.listing, { profile, name: request.name }) }
      : request;
  const job = actionJobs.toJob({ name, profile, request: complete, directory: runner.directory(key) });
  const ahead = others.filter(({ state }) => state.state !== 'exited').map((run) => run.key);
  await runner.start(key, { ...job, after: [...(await flowRunsIn(core, profile)), ...ahead] });
  await forget(
    core,
    others.filter((run) => run.name === name),
  );
  return await pidOf(core, key);
};

const pidOf = async ({ deps }: Core, key: RunKey): Promise<{ pid: number } | Refused> => {
  const { runnerPid } = await deps.runner.started(key);
  return runnerPid === null ? refuse('action/not-started', notStarted) : { pid: runnerPid };
};

const notStarted =
  'The process that does it could not be started. Check that the machine can start processes, then try again.';

/** Installs of the flow that works on the profile. One that is only asked for will be started behind this. */
const flowRunsIn = async ({ deps, ledger }: Core, profile: string): Promise<readonly RunKey[]> => {
  const { holder } = await readReservation(deps.store, profile);
  const folded = holder === null ? null : await ledger.load(holder);
  const probed = (folded ? runsOf(folded.flow) : []).map(async (run) => ({ run, ...(await deps.runner.probe(run)) }));
  return (await Promise.all(probed)).filter(({ state }) => state !== 'absent').map(({ run }) => run);
};

/** Of what ended before, the last that went well stays: it may hold the receipt of an install. */
const forget = async ({ deps }: Core, runs: readonly ProbedRun[]): Promise<void> => {
  const kept = runs.find(wentWell);
  for (const run of runs) if (run !== kept && !isUnderWay(run)) await deps.runner.remove(run.key);
};
