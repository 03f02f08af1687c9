import type { Problem } from '../machines/flow/codes.ts';
import type { Fact } from '../machines/flow/events.ts';
import type { Flow } from '../machines/flow/fold.ts';
import type { Installed, InstallRequest } from '../machines/ports/installer.ts';
import type { RunEnd, RunKey } from '../machines/ports/runner.ts';
import type { Result } from '../machines/ports/result.ts';
import { probeActions } from './action-runs.ts';
import type { Deps } from './deps.ts';
import type { Performers } from './performers.ts';
import { toPredecessors } from './predecessors.ts';
import type { KeyedQueue } from './queue.ts';

type InstallPerformers = Pick<Performers, 'spawnInstall' | 'awaitInstallStart' | 'awaitInstallEnd' | 'stopInstall'>;
type About = Readonly<{ item: string; attempt: number }>;

/**
 * Starts, watches and judges supervised installs. A run is named by the effect that asked for it. Runs of one profile
 * wait for those asked before them, so they are started in the order they were asked for, in the lane of the profile.
 */
export const createInstallPerformers = (deps: Deps, lanes: KeyedQueue): InstallPerformers => {
  return {
    spawnInstall: ({ effect, flow }) =>
      lanes.run(flow.snapshot.context.profile, async () => {
        const run = { flow: flow.snapshot.context.flow, key: effect.key };
        const { state } = await deps.runner.probe(run);
        // Claimed: a server that is gone had launched its runner, whose pid is a moment away; `start` waits for it.
        const isUnderWay = state !== 'absent' && state !== 'claimed';
        const started: Result = isUnderWay ? { ok: true } : await start(deps, run, flow, effect.params);
        if (!started.ok) return [failed(effect.params, started.problem)];
        const { runnerPid } = await deps.runner.started(run);
        return runnerPid === null
          ? [failed(effect.params, notStarted)]
          : [{ type: 'install.queued', data: { ...effect.params, pid: runnerPid } }];
      }),
    awaitInstallStart: async ({ effect: { params }, flow, signal }) => {
      const { run, ...about } = params;
      const key = { flow: flow.snapshot.context.flow, key: run };
      await deps.runner.whenStarted(key, signal);
      const { pid } = await deps.runner.started(key);
      if (pid !== null) return [{ type: 'install.started', data: { ...about, pid } }];
      return judge(deps, flow, { about, run: key, end: await deps.runner.whenEnded(key, signal) });
    },
    awaitInstallEnd: async ({ effect: { params }, flow, signal }) => {
      const { run, ...about } = params;
      const key = { flow: flow.snapshot.context.flow, key: run };
      return judge(deps, flow, { about, run: key, end: await deps.runner.whenEnded(key, signal) });
    },
    stopInstall: async ({ effect: { params }, flow }) => {
      const { run, ...about } = params;
      const key = run === null ? null : { flow: flow.snapshot.context.flow, key: run };
      const end = key && (await deps.runner.stop(key));
      if (!key || !end) return [cancelled(about)];
      return judge(deps, flow, { about, run: key, end });
    },
  };
};

const start = async (deps: Deps, run: RunKey, flow: Flow, { item }: About): Promise<Result> => {
  const request = requestOf(deps, flow, { item, run });
  const chosen = deps.installers.for(request.identifier);
  if (!chosen.ok) return chosen;
  const prepared = await chosen.installer.prepare(request);
  if (!prepared.ok) return prepared;
  const { profile } = flow.snapshot.context;
  const actions = await probeActions(deps.runner, (action) => action.profile === profile);
  const ahead = actions.filter(({ state }) => state.state !== 'exited').map(({ key }) => key);
  await deps.runner.start(run, { ...prepared.job, after: [...toPredecessors(flow, run), ...ahead] });
  return { ok: true };
};

type Ended = Readonly<{ about: About; run: RunKey; end: RunEnd }>;

/** What an end means. Its output outlives the secrets of its flow, so they leave it while they are still known. */
const judge = async (deps: Deps, flow: Flow, ended: Ended): Promise<readonly Fact[]> => {
  const facts = await toFacts(deps, flow, ended);
  const secrets = Object.values(await deps.vault.open(ended.run.flow));
  if (secrets.length > 0) await deps.runner.maskOutput(ended.run, secrets);
  return facts;
};

/** A run that ended by itself is judged by what is on disk. */
const toFacts = async (deps: Deps, flow: Flow, { about, run, end }: Ended): Promise<readonly Fact[]> => {
  if (end.state === 'lost') {
    // Nobody watches over what may still live of it.
    await deps.runner.stop(run);
    return [isStopping(flow, about) ? cancelled(about) : failed(about, lost(end.reason))];
  }
  if (end.reason === 'cancelled') return [cancelled(about)];
  if (end.reason === 'timed-out') return [{ type: 'install.timed-out', data: { ...about, problem: timedOut } }];
  const request = requestOf(deps, flow, { item: about.item, run });
  const chosen = deps.installers.for(request.identifier);
  const proved = chosen.ok ? await chosen.installer.prove(request, end) : chosen;
  if (proved.ok) return [succeeded(about, proved)];
  return [failed(about, wasKilled(end.code) ? lost('killed') : proved.problem)];
};

/** Whether an exit status is that of a signal; 128 and 129 are also how git reports its own errors. */
const wasKilled = (code: number): boolean => code > 129 && code < 160;

const isStopping = ({ snapshot }: Flow, { item }: About): boolean => snapshot.context.items[item]?.stopping ?? false;

const requestOf = (deps: Deps, { snapshot }: Flow, { item, run }: { item: string; run: RunKey }): InstallRequest => ({
  profile: { flow: snapshot.context.flow, profile: snapshot.context.profile },
  identifier: snapshot.context.items[item]?.name ?? '',
  directory: deps.runner.directory(run),
});

const succeeded = (about: About, { name, path, scan, wrote, notices }: Installed): Fact => ({
  type: 'install.succeeded',
  data: {
    ...{ ...about, name, path, wrote: { ...wrote } },
    ...(scan && { scan }),
    ...(notices.length > 0 && { notices: [...notices] }),
  },
});

const failed = (about: About, problem: Problem): Fact => ({ type: 'install.failed', data: { ...about, problem } });

const cancelled = (about: About): Fact => ({
  type: 'install.cancelled',
  data: {
    ...about,
    problem: {
      code: 'install/cancelled',
      message: 'The install was stopped because someone asked. Try again to install it.',
      nextAction: 'retry',
    },
  },
});

const timedOut: Problem = {
  code: 'install/timed-out',
  message: 'The install took longer than it may and was ended. Look at its log, then try again.',
  nextAction: 'retry',
};

const notStarted: Problem = {
  code: 'install/not-started',
  message:
    'The process that runs the install could not be started. Check that the machine can start processes, then try again.',
  nextAction: 'retry',
};

const lost = (reason: 'reboot' | 'runner-gone' | 'never-started' | 'killed'): Problem => ({
  code: 'install/lost',
  message:
    {
      reboot: 'The machine restarted while it ran.',
      'runner-gone': 'Its process was ended from outside.',
      killed: 'Its process was ended by a signal.',
      'never-started': 'It was asked for but never began.',
    }[reason] + ' Whether it had finished is not known; try again.',
  nextAction: 'retry',
});
