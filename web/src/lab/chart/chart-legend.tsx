import clsx from 'clsx';
import { useReplayText } from '../replay/use-replay-text.ts';

/** What the looks of states mean. */
export const ChartLegend = () => {
  const { legend } = useReplayText();
  return (
    <ul
      aria-label={legend.label}
      className="flex flex-wrap gap-x-4 gap-y-1 border-b border-border px-4 py-2 text-xs text-text-secondary sm:px-6"
    >
      {signs.map(([name, look]) => (
        <li key={name} className="flex items-center gap-1.5">
          <span aria-hidden className={clsx('h-3 w-4 rounded-[3px] border', look)} />
          {legend[name]}
        </li>
      ))}
    </ul>
  );
};

const signs = [
  ['active', 'border-info bg-info-soft ring-1 ring-info-line'],
  ['visited', 'border-success-line bg-card'],
  ['passed', 'border-info border-dotted bg-card'],
  ['soft', 'border-dashed border-warning bg-warning-soft'],
  ['hard', 'border-destructive bg-destructive-soft'],
  ['untouched', 'border-border bg-card'],
] as const;
