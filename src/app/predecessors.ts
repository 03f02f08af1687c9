import type { Flow } from '../machines/flow/fold.ts';
import type { RunKey } from '../machines/ports/runner.ts';

/** Installs of a flow that are asked for or started, and not settled. */
export const runsOf = ({ snapshot: { context }, pending }: Flow): readonly RunKey[] => {
  const running = Object.values(context.items).flatMap((item) =>
    item.inFlight && item.run !== null ? [item.run] : [],
  );
  const asked = [...pending.values()].filter(({ type }) => type === 'spawnInstall').map(({ key }) => key);
  return [...running, ...asked].map((key) => ({ flow: context.flow, key }));
};

/**
 * The runs that must end before this one may start: those of the same flow that were asked for earlier and are not
 * settled. Hermes' installer loses lock-file entries when two installs share a profile.
 */
export const toPredecessors = (flow: Flow, run: RunKey): readonly RunKey[] =>
  runsOf(flow).filter(({ key }) => isBefore(key, run.key));

const isBefore = (a: string, b: string): boolean => {
  const [version = 0, index = 0] = a.split('.').map(Number);
  const [otherVersion = 0, otherIndex = 0] = b.split('.').map(Number);
  return version < otherVersion || (version === otherVersion && index < otherIndex);
};
