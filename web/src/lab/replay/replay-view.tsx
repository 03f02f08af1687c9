import { lazy, Suspense, useMemo } from 'react';
import type { Replay } from '../../../../src/machines/flow/replay.ts';
import { toFlowView } from '../../../../src/machines/flow/view.ts';
import { useText } from '../../i18n/text.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { ForkChart } from '../fork/fork-chart.tsx';
import { useKeptFork } from '../fork/use-kept-fork.ts';
import { linesOf, nextFailureOf } from './event-lines.ts';
import { EventsPanel } from './events-panel.tsx';
import { toTimeline } from './timeline.ts';
import { Transport } from './transport.tsx';
import { useKeys } from './use-keys.ts';
import { panels, type usePlace } from './use-place.ts';
import { usePlayer } from './use-player.ts';
import { Waterfall } from './waterfall.tsx';

/** Loaded when they are first looked at: each brings much of its own. */
const ContextPanel = lazy(() => import('./context-panel.tsx').then((m) => ({ default: m.ContextPanel })));
const EffectsPanel = lazy(() => import('./effects-panel.tsx').then((m) => ({ default: m.EffectsPanel })));
const PagePanel = lazy(() => import('./page-panel.tsx').then((m) => ({ default: m.PagePanel })));
const ForkPanel = lazy(() => import('../fork/fork-panel.tsx').then((m) => ({ default: m.ForkPanel })));

type Props = Readonly<{ flow: string; replay: Replay; nav: ReturnType<typeof usePlace> }>;

/** A flow at one of its versions: chart, time and what there is to know of it, with the means to go to another. */
export const ReplayView = ({ flow, replay, nav: { place, goTo, show, search } }: Props) => {
  const { lab } = useText();
  const { at } = place;
  const timeline = useMemo(() => toTimeline(replay), [replay]);
  const lines = useMemo(() => linesOf(replay, timeline.times), [replay, timeline]);
  const step = useMemo(() => replay.step(at), [replay, at]);
  const kept = useKeptFork();
  const player = usePlayer({ at, times: timeline.times, goTo });
  const nextFailure = nextFailureOf(lines, at);
  useKeys({
    ' ': player.toggle,
    j: () => goTo(at + 1),
    k: () => goTo(at - 1),
    Home: () => goTo(1),
    End: () => goTo(replay.last),
    f: () => nextFailure !== null && goTo(nextFailure),
  });
  if (!step) return null;
  const contents = {
    events: <EventsPanel {...{ replay, goTo, at }} times={timeline.times} q={place.q} onSearch={search} />,
    context: <ContextPanel step={step} />,
    effects: <EffectsPanel step={step} />,
    page: <PagePanel view={toFlowView(step.flow)} />,
    fork: <ForkPanel {...{ flow, replay, at, kept, goTo }} />,
  };
  const { type = '', about = '' } = lines[at - 1] ?? {};
  const text = lab.transport.place(at, replay.last, `${type} ${about}`.trim());
  return (
    <div className="grid min-w-0 flex-1 lg:min-h-0 lg:grid-cols-[minmax(0,1fr)_26rem]">
      <div className="flex min-w-0 flex-col lg:min-h-0">
        <div className="h-[34rem] min-h-0 border-b border-border lg:h-auto lg:flex-1">
          <ForkChart {...{ kept, flow, replay, at, goTo }} />
        </div>
        <div className="flex flex-col gap-3 px-4 py-3 sm:px-6 lg:max-h-[42%] lg:min-h-0">
          <Transport
            {...{ at, player, goTo, nextFailure }}
            last={replay.last}
            slider={lab.transport.version}
            place={text}
          />
          <div className="min-h-0 overflow-y-auto py-1.5">
            <Waterfall {...{ timeline, at, goTo }} />
          </div>
        </div>
      </div>
      <Tabs
        label={lab.panelsLabel}
        tabs={panels.map((id) => ({
          id,
          label: lab.panels[id],
          content: <Suspense fallback={<Skeleton className="h-96" />}>{contents[id]}</Suspense>,
        }))}
        value={place.panel}
        onChange={show}
        className="flex min-w-0 flex-col border-t border-border px-4 pb-4 lg:min-h-0 lg:border-t-0 lg:border-l *:last:min-h-0 *:last:flex-1 *:last:overflow-y-auto"
      />
    </div>
  );
};
