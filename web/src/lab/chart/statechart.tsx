import clsx from 'clsx';
import { FoldVertical, Maximize, Minus, Plus } from 'lucide-react';
import { useId, useRef } from 'react';
import type { Chart } from '../../../../src/machines/chart/chart.ts';
import type { Lights } from '../../../../src/machines/chart/lights.ts';
import type { Notes } from '../../../../src/machines/chart/notes.ts';
import type { ChartLayout } from '../../../../src/machines/ports/chart-layout.ts';
import { useText } from '../../i18n/text.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { ChartState } from './chart-state.tsx';
import { ChartWays } from './chart-ways.tsx';
import { useChartText } from './use-chart-text.ts';
import type { useItemCount } from './use-item-count.ts';
import { useViewport } from './use-viewport.ts';

type Props = Readonly<{
  chart: Chart;
  layout: ChartLayout;
  /** How the chart stands; without it every state and way is drawn alike. */
  lights: Lights | null;
  /** What is written where the chart keeps room for it. */
  notes?: Notes | undefined;
  /** Lets items be counted in place of showing each. */
  itemCount?: ReturnType<typeof useItemCount>;
  /** State or lane that was picked. */
  selected: string | null;
  onSelect: (id: string) => void;
  /** Tells it from another one on the page. */
  label?: string | undefined;
}>;

/** A state chart that fills its parent; by hand, wheel, fingers, keys and buttons it is moved and zoomed. */
export const Statechart = ({ chart, layout, lights, notes, itemCount, selected, onSelect, label }: Props) => {
  const { lab } = useText();
  const text = useChartText();
  const help = useId();
  const panel = useRef<HTMLDivElement>(null);
  const { viewport, isMoved, handlers, fitAll, zoomIn, zoomOut } = useViewport(panel, layout);
  const { x, y, scale } = viewport;
  return (
    <div className="relative size-full">
      <p id={help} hidden>
        {text.keys}
      </p>
      <section
        ref={panel}
        {...handlers}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what can be moved must be reachable by keyboard
        tabIndex={0}
        aria-label={label ?? lab.chart.label}
        aria-describedby={help}
        // Shown whole, there is nowhere to move it to: a finger scrolls the page.
        className={clsx(
          'size-full cursor-grab overflow-clip -outline-offset-2 select-none active:cursor-grabbing',
          isMoved ? 'touch-none' : 'touch-pan-y',
        )}
      >
        <div
          className="relative origin-top-left"
          style={{ width: layout.width, height: layout.height, transform: `translate(${x}px, ${y}px) scale(${scale})` }}
        >
          <ChartWays chart={chart} layout={layout} lights={lights} notes={notes?.ways ?? {}} />
          {chart.states.map((state) => (
            <ChartState
              key={state.id}
              state={state}
              chart={chart}
              layout={layout}
              lights={lights}
              note={notes?.states[state.id]}
              isSelected={selected === state.id}
              onSelect={onSelect}
            />
          ))}
        </div>
      </section>
      <div className="absolute top-2 right-3 flex gap-1.5 max-sm:flex-col">
        {itemCount && chart.states.some(({ lanes }) => lanes.length > 0) && (
          <IconButton
            size="sm"
            label={text.countItems}
            aria-pressed={itemCount.isCounting}
            variant={itemCount.isCounting ? 'secondary' : 'quiet'}
            icon={<FoldVertical aria-hidden size={16} />}
            onClick={itemCount.toggle}
          />
        )}
        <IconButton size="sm" label={lab.chart.zoomOut} icon={<Minus aria-hidden size={16} />} onClick={zoomOut} />
        <IconButton size="sm" label={lab.chart.zoomIn} icon={<Plus aria-hidden size={16} />} onClick={zoomIn} />
        <IconButton size="sm" label={lab.chart.fit} icon={<Maximize aria-hidden size={16} />} onClick={fitAll} />
      </div>
    </div>
  );
};
