import clsx from 'clsx';
import type { ReactNode } from 'react';
import type { FlowView } from '../../../src/machines/flow/view.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import { StatusIcon } from '../ui/status-icon.tsx';
import { Elapsed } from './clock.tsx';
import { toHeadline } from './headline.ts';
import { ParentLink } from './parent-link.tsx';
import { toProgress } from './progress.ts';
import { useFlowText } from './use-flow-text.ts';

type Props = Readonly<{
  view: FlowView;
  /** Level of the headline where it is shown. */
  heading: 'h1' | 'h2';
  /** Beside the flow's id: whether it is followed. */
  connection?: ReactNode;
}>;

/** How the flow stands: a sentence, and how far it is. */
export const FlowHeader = ({ view, heading: Heading, connection }: Props) => {
  const flow = useFlowText();
  const headline = toHeadline(view, flow);
  return (
    <header className="flex flex-col gap-4">
      <div className="flex flex-col gap-1">
        <div className="flex min-h-6 flex-wrap items-center gap-x-3 gap-y-1 text-sm text-text-tertiary">
          <span className="flex min-w-0 items-center">
            <span className="font-mono text-xs break-all">{view.id}</span>
            <CopyButton label={flow.about.copyId} text={view.id} />
          </span>
          <span>
            {flow.about.started} <RelativeTime at={view.startedAt} />
          </span>
          {view.forkedFrom && <ParentLink {...view.forkedFrom} />}
          {connection}
        </div>
        <div className="flex items-start gap-3">
          <span className="flex h-8 items-center">
            <StatusIcon status={view.outcome ?? 'running'} size={24} decorative />
          </span>
          <Heading
            tabIndex={-1}
            className={clsx(
              'min-w-0 leading-8 font-semibold text-pretty wrap-anywhere',
              headline.length > LONG ? 'text-lg' : 'text-2xl',
            )}
          >
            {headline}
          </Heading>
        </div>
      </div>
      <ProgressBar view={view} />
    </header>
  );
};

/** A reason with paths in it would fill the window in the size of a heading. */
const LONG = 70;

const ProgressBar = ({ view }: Readonly<{ view: FlowView }>) => {
  const { progress } = useFlowText();
  const { total, done, problems, stopped } = toProgress(view);
  const words = [
    progress.done(done, total),
    ...(problems > 0 ? [progress.problems(problems)] : []),
    ...(stopped > 0 ? [progress.stopped(stopped)] : []),
  ].join(', ');
  return (
    <div className="flex flex-col gap-2">
      <progress
        aria-label={progress.label}
        aria-valuetext={words}
        value={done + problems}
        max={total}
        className="sr-only"
      />
      <div aria-hidden className="flex h-1.5 overflow-hidden rounded-full bg-accent">
        <Part share={done / total} className={view.outcome === null ? 'bg-info' : 'bg-success'} />
        <Part share={problems / total} className="bg-warning" />
      </div>
      <div className="flex items-baseline justify-between gap-4 text-sm text-text-secondary">
        <span>{words}</span>
        <Elapsed startedAt={view.startedAt} endedAt={view.endedAt} />
      </div>
    </div>
  );
};

const Part = ({ share, className }: Readonly<{ share: number; className: string }>) => (
  <span className={clsx('transition-[width] duration-300', className)} style={{ width: `${share * 100}%` }} />
);
