import type { ReactNode } from 'react';
import { toStatus } from '../../flows/standing.ts';
import { formatDuration } from '../../ui/format-duration.ts';
import { type Status, StatusIcon, useStatusLabel } from '../../ui/status-icon.tsx';
import type { ItemEnd } from './item-rows.ts';
import type { Side } from './side.ts';
import { useCompareText } from './use-compare-text.ts';

/** How a flow ended, after how many events and how long. */
export const FlowCell = ({ side: { view, replay } }: Readonly<{ side: Side }>) => (
  <EndCell status={toStatus(view)} durationMs={view.durationMs}>
    <Note>{useCompareText().items.events(replay.last)}</Note>
  </EndCell>
);

/** How an item ended, at which attempt, with which problem, and how long was worked on it. */
export const ItemCell = ({ end }: Readonly<{ end: ItemEnd | null }>) => {
  const text = useCompareText();
  if (!end) return <span className="text-text-tertiary">{text.none}</span>;
  const { state, attempt, problem } = end.item;
  return (
    <EndCell status={state} durationMs={end.workMs}>
      {attempt > 1 && <Note>{text.items.attempt(attempt)}</Note>}
      {problem && <Note mono>{problem.code}</Note>}
    </EndCell>
  );
};

type Props = Readonly<{ status: Status; durationMs: number; children: ReactNode }>;

const EndCell = ({ status, durationMs, children }: Props) => (
  <span className="flex gap-2">
    <span className="pt-0.5">
      <StatusIcon status={status} size={16} decorative />
    </span>
    <span className="min-w-0">
      <span className="block leading-5">{useStatusLabel(status)}</span>
      {children}
      <span className="block font-mono text-xs text-text-tertiary tabular-nums">{formatDuration(durationMs)}</span>
    </span>
  </span>
);

const Note = ({ mono = false, children }: Readonly<{ mono?: boolean; children: ReactNode }>) => (
  <span className={`block text-xs wrap-anywhere text-text-secondary ${mono ? 'font-mono' : ''}`}>{children}</span>
);
