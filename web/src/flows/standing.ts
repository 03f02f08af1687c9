import type { FlowSummary } from '../../../src/machines/flow/view.ts';
import type { Text } from '../i18n/en.ts';
import type { FlowsText } from '../i18n/en/flows.ts';
import type { Status } from '../ui/status-icon.tsx';

type Standing = Pick<FlowSummary, 'outcome' | 'imported'>;

/** It goes on here; one that was imported halfway never does. */
export const isUnderWay = ({ outcome, imported }: Standing): boolean => outcome === null && imported === undefined;

/** The shape of how it stands. */
export const toStatus = (flow: Standing): Status => flow.outcome ?? (isUnderWay(flow) ? 'running' : 'pending');

/** How it stands, in words. */
export const toWords = (
  flow: Standing & Pick<FlowSummary, 'state' | 'stopping'>,
  flows: FlowsText,
  { outcomes }: Text['ui'],
): string => {
  if (flow.outcome !== null) return outcomes[flow.outcome];
  if (!isUnderWay(flow)) return flows.unfinished;
  return flow.stopping ? flows.stopping : flows.stages[flow.state];
};

/** How many of its items have ended, whatever way. */
export const countSettled = ({ items }: Pick<FlowSummary, 'items'>): number =>
  items.filter(({ state }) => !unsettled.has(state)).length;

const unsettled: ReadonlySet<string> = new Set(['pending', 'queued', 'running']);
