import { useText } from '../../i18n/text.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { Transport } from '../replay/transport.tsx';
import { useKeys } from '../replay/use-keys.ts';
import { usePlayer } from '../replay/use-player.ts';
import { DifferenceBar } from './difference-bar.tsx';
import { ItemsTable } from './items-table.tsx';
import { MomentsPanel } from './moments-panel.tsx';
import { PairWaterfall } from './pair-waterfall.tsx';
import { type Both, type Side, sides } from './side.ts';
import { SideChart } from './side-chart.tsx';
import { toLabel, toMomentLines } from './moment-lines.ts';
import { useCompareText } from './use-compare-text.ts';
import { panels, useComparison } from './use-comparison.ts';
import { useWalk } from './use-walk.ts';

/** Two flows at one place of both: their charts, their time, and what differs, with the means to go to another place. */
export const ComparisonView = ({ flows }: Readonly<{ flows: Both<Side> }>) => {
  const text = useCompareText();
  const { lab } = useText();
  const nav = useComparison();
  const { comparison } = nav;
  const walk = useWalk(flows, nav);
  const { moments, moment, items, at, goTo, goToVersion, nextDifference, nextFailure } = walk;
  const player = usePlayer({ at, times: walk.times, goTo });
  useKeys({
    ' ': player.toggle,
    j: () => goTo(at + 1),
    k: () => goTo(at - 1),
    Home: () => goTo(1),
    End: () => goTo(moments.length),
    f: () => nextFailure !== null && goTo(nextFailure),
    d: () => nextDifference !== null && goTo(nextDifference),
  });
  const contents = {
    events: <MomentsPanel {...{ flows, moments, at, goTo, nav }} />,
    items: <ItemsTable flows={flows} items={items} />,
  };
  const place = text.place(at, moments.length, toLabel(toMomentLines(flows, moment), moment, text));
  return (
    <>
      <DifferenceBar {...{ flows, walk }} axis={comparison.axis} onAxis={nav.by} />
      <div className="grid min-w-0 flex-1 lg:min-h-0 lg:grid-cols-[minmax(0,1fr)_26rem] xl:grid-cols-[minmax(0,1fr)_32rem]">
        <div className="flex min-w-0 flex-col lg:min-h-0">
          <div className="flex flex-col lg:min-h-0 lg:flex-1">
            {sides.map((name) => (
              <SideChart
                key={name}
                name={name}
                side={flows[name]}
                at={moment.reached[name]}
                goTo={(version) => goToVersion(name, version)}
              />
            ))}
          </div>
          <div className="border-t border-border bg-background px-4 py-3 max-lg:sticky max-lg:bottom-0 max-lg:z-10 sm:px-6">
            <Transport
              {...{ at, player, goTo, nextFailure, place }}
              last={moments.length}
              slider={text.slider}
              marks={walk.marks}
            />
          </div>
          <div className="overflow-y-auto px-4 pt-1.5 pb-3 sm:px-6 lg:max-h-[36%] lg:min-h-0">
            <PairWaterfall {...{ items, flows, moment, goToVersion }} />
          </div>
        </div>
        <Tabs
          label={lab.panelsLabel}
          tabs={panels.map((id) => ({ id, label: text.panels[id], content: contents[id] }))}
          value={comparison.panel}
          onChange={nav.show}
          className="flex min-w-0 flex-col border-t border-border px-4 pb-4 lg:min-h-0 lg:border-t-0 lg:border-l *:data-[state=active]:flex *:data-[state=active]:min-h-0 *:data-[state=active]:flex-1 *:data-[state=active]:flex-col *:data-[state=active]:overflow-y-auto"
        />
      </div>
    </>
  );
};
