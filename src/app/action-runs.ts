import type { RunKey, Runner, RunState } from '../machines/ports/runner.ts';

/** One run of an action. Everything about it is in its key and its directory: there is no other record of it. */
export type ActionRun = Readonly<{ key: RunKey; name: string; profile: string; number: number }>;

export type ProbedRun = ActionRun & Readonly<{ state: RunState }>;

/** No flow has this id, so no run of a flow is among them. */
const FLOW = 'actions';

/** The run of an action; a higher number is a later one. */
export const toActionRun = (name: string, profile: string, number: number): ActionRun => ({
  ...{ name, profile, number },
  key: { flow: FLOW, key: `${name}.${profile}.${number}` },
});

/** Runs of actions that satisfy the condition, the newest first, each with how it stands. */
export const probeActions = async (
  runner: Runner,
  condition: (run: ActionRun) => boolean,
): Promise<readonly ProbedRun[]> => {
  const runs = (await readActionRuns(runner)).filter(condition);
  const probed = await Promise.all(runs.map(async (run) => ({ ...run, state: await runner.probe(run.key) })));
  // A directory without a run is what a crash left between the two.
  return probed.filter(({ state }) => state.state !== 'absent');
};

export const readActionRuns = async (runner: Runner): Promise<readonly ActionRun[]> =>
  (await runner.list(FLOW)).flatMap((key) => parseKey(key) ?? []).toSorted((a, b) => b.number - a.number);

/** Name of an action that is under way in a profile; null when none is. */
export const findUnderWay = async (runner: Runner, profile: string): Promise<string | null> =>
  (await probeActions(runner, (run) => run.profile === profile)).find(isUnderWay)?.name ?? null;

/** Neither ended nor lost. */
export const isUnderWay = ({ state: { state } }: ProbedRun): boolean => state !== 'exited' && state !== 'lost';

/** Ended by itself with what was asked for. */
export const wentWell = ({ state }: ProbedRun): boolean => state.state === 'exited' && state.code === 0;

const parseKey = (key: string): ActionRun | null => {
  const [, name, profile, number] = /^([a-z0-9-]+)\.([a-z0-9_-]+)\.(\d+)$/.exec(key) ?? [];
  if (name === undefined || profile === undefined) return null;
  return toActionRun(name, profile, Number(number));
};
