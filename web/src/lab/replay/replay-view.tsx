import { lazy, Suspense, useMemo } from 'react';
import type { Replay, ReplayStep } from '../../../../src/machines/flow/replay.ts';
import { type FlowView, toFlowView } from '../../../../src/machines/flow/view.ts';
import { useText } from '../../i18n/text.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { type History, nextFailureOf, toHistory } from './history.ts';
import { ChartLegend } from '../chart/chart-legend.tsx';
import { ForkChart } from '../fork/fork-chart.tsx';
import { type KeptFork, useKeptFork } from '../fork/use-kept-fork.ts';
import { Transport } from './transport.tsx';
import { toTroubles } from './troubles.ts';
import { useKeys } from './use-keys.ts';
import { panels, type usePlace } from './use-place.ts';
import { usePlayer } from './use-player.ts';
import { useReplayText } from './use-replay-text.ts';
import { Waterfall } from './waterfall.tsx';

/** Loaded when they are first looked at: each brings much of its own. */
const EventsPanel = lazy(() => import('./events-panel.tsx').then((m) => ({ default: m.EventsPanel })));
const ContextPanel = lazy(() => import('./context-panel.tsx').then((m) => ({ default: m.ContextPanel })));
const EffectsPanel = lazy(() => import('./effects-panel.tsx').then((m) => ({ default: m.EffectsPanel })));
const PagePanel = lazy(() => import('./page-panel.tsx').then((m) => ({ default: m.PagePanel })));
const ForkPanel = lazy(() => import('../fork/fork-panel.tsx').then((m) => ({ default: m.ForkPanel })));
const ProblemsPanel = lazy(() => import('./problems-panel.tsx').then((m) => ({ default: m.ProblemsPanel })));

type Props = Readonly<{
  flow: string;
  /** Not there at once, like the flow as it is now. */
  replay: Replay | undefined;
  now: FlowView | undefined;
  nav: ReturnType<typeof usePlace>;
}>;

/** A flow at one of its versions: chart, time and what there is to know of it, with the means to go to another. */
export const ReplayView = ({ flow, replay, now, nav }: Props) => {
  const { at } = nav.place;
  const history = useMemo(() => replay && toHistory(replay), [replay]);
  const step = useMemo(() => replay?.step(at) ?? null, [replay, at]);
  const kept = useKeptFork();
  return (
    <div className="grid min-w-0 flex-1 lg:min-h-0 lg:grid-cols-[minmax(0,1fr)_27rem] xl:grid-cols-[minmax(0,1fr)_31rem]">
      <div className="flex min-w-0 flex-col lg:min-h-0">
        <div className="h-[34rem] min-h-0 lg:h-auto lg:flex-1">
          <ForkChart {...{ kept, flow, replay, at }} goTo={nav.goTo} items={now?.items.length} />
        </div>
        <ChartLegend />
        <div className="min-h-60 px-4 py-3 sm:px-6 lg:max-h-[42%]">
          {replay && history ? <Time {...{ replay, history, nav }} /> : <Skeleton className="h-50" />}
        </div>
      </div>
      <div className="flex min-w-0 flex-col border-t border-border px-4 pb-4 lg:min-h-0 lg:border-t-0 lg:border-l">
        {replay && history && step ? (
          <Panels {...{ flow, replay, history, step, nav, now, kept }} />
        ) : (
          <Skeleton className="mt-4 min-h-96 flex-1" />
        )}
      </div>
    </div>
  );
};

type TimeProps = Pick<Props, 'nav'> & Readonly<{ replay: Replay; history: History }>;

/** Where the replay stands in time, and the ways to move it: buttons, keys, by itself, or by a bar. */
const Time = ({ replay: { last }, history, nav: { place, goTo } }: TimeProps) => {
  const { lab } = useText();
  const { at } = place;
  const player = usePlayer({ at, times: history.times, goTo });
  const nextFailure = nextFailureOf(history, at);
  const { failures } = history;
  const marks = useMemo(() => failures.map((version) => (version - 1) / Math.max(1, last - 1)), [failures, last]);
  useKeys({
    ' ': player.toggle,
    j: () => goTo(at + 1),
    k: () => goTo(at - 1),
    Home: () => goTo(1),
    End: () => goTo(last),
    f: () => nextFailure !== null && goTo(nextFailure),
  });
  const { type = '', about = '' } = history.lines[at - 1] ?? {};
  return (
    <div className="flex max-h-full flex-col gap-3">
      <Transport
        {...{ at, last, player, goTo, nextFailure, marks }}
        slider={lab.transport.version}
        place={lab.transport.place(at, last, `${type} ${about}`.trim())}
      />
      <div className="min-h-0 overflow-y-auto py-1.5">
        <Waterfall timeline={history} {...{ at, goTo }} />
      </div>
    </div>
  );
};

type PanelsProps = TimeProps & Pick<Props, 'flow' | 'now'> & Readonly<{ step: ReplayStep; kept: KeptFork }>;

/** What there is to know of the flow at the version, one thing at a time. */
const Panels = ({ flow, replay, history, step, now, kept, nav }: PanelsProps) => {
  const { place, goTo, follow, show, search } = nav;
  const { lab } = useText();
  const text = useReplayText();
  const troubles = useMemo(() => toTroubles(replay), [replay]);
  const { lines } = history;
  const view = toFlowView(step.flow);
  const contents = {
    events: <EventsPanel {...{ lines, goTo }} at={place.at} q={place.q} onSearch={search} />,
    context: <ContextPanel step={step} />,
    effects: <EffectsPanel step={step} />,
    problems: <ProblemsPanel {...{ troubles, now, goTo }} onRetried={follow} />,
    fork: <ForkPanel {...{ flow, replay, kept, goTo }} at={place.at} />,
    page: <PagePanel view={now?.imported ? { ...view, imported: now.imported } : view} />,
  };
  const tabs = panels.map((id) => ({
    id,
    label: text.panels[id],
    note: id === 'problems' && troubles.length > 0 && <Count>{troubles.length}</Count>,
    content: <Suspense fallback={<Skeleton className="h-96" />}>{contents[id]}</Suspense>,
  }));
  return (
    <Tabs
      label={lab.panelsLabel}
      tabs={tabs}
      value={place.panel}
      onChange={show}
      className="flex min-h-0 flex-1 flex-col *:data-[state=active]:flex *:data-[state=active]:min-h-0 *:data-[state=active]:flex-1 *:data-[state=active]:flex-col *:data-[state=active]:overflow-y-auto"
    />
  );
};

const Count = ({ children }: Readonly<{ children: number }>) => (
  <span className="rounded-full bg-warning-soft px-1.5 text-xs text-warning tabular-nums">{children}</span>
);
