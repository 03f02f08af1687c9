import type { FlowSummary } from '../../../src/machines/flow/view.ts';
import { isUnderWay } from './standing.ts';

type Sources = Readonly<{
  /** The newest, as many as were read. */
  flows: readonly FlowSummary[];
  /** Those without an outcome, also older ones. */
  open: readonly FlowSummary[];
  /** Flows that stay on top though they have ended, so that no row moves away under a reader's eyes. */
  onTop: ReadonlySet<string>;
}>;

/** What is under way first, then the rest; each newest first. */
export const arrange = ({ flows, open, onTop }: Sources): readonly FlowSummary[] => {
  const listed = new Set(flows.map(({ id }) => id));
  const older = open.filter((flow) => !listed.has(flow.id) && isUnderWay(flow));
  const all = [...flows, ...older];
  const isTop = (flow: FlowSummary) => isUnderWay(flow) || onTop.has(flow.id);
  return [...all.filter(isTop), ...all.filter((flow) => !isTop(flow))];
};
