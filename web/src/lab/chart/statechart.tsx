import { Maximize, Minus, Plus } from 'lucide-react';
import { useRef } from 'react';
import type { Chart } from '../../../../src/machines/chart/chart.ts';
import type { Lights } from '../../../../src/machines/chart/lights.ts';
import type { Notes } from '../../../../src/machines/chart/notes.ts';
import type { ChartLayout } from '../../../../src/machines/ports/chart-layout.ts';
import { useText } from '../../i18n/text.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { ChartState } from './chart-state.tsx';
import { ChartWays } from './chart-ways.tsx';
import { useViewport } from './use-viewport.ts';

type Props = Readonly<{
  chart: Chart;
  layout: ChartLayout;
  /** How the chart stands; without it every state and way is drawn alike. */
  lights: Lights | null;
  /** What is written where the chart keeps room for it. */
  notes?: Notes | undefined;
  /** State or lane that was picked. */
  selected: string | null;
  onSelect: (id: string) => void;
}>;

/** A state chart that fills its parent: pan by dragging, zoom with Ctrl and the wheel, by pinch, or by its buttons. */
export const Statechart = ({ chart, layout, lights, notes, selected, onSelect }: Props) => {
  const { lab } = useText();
  const panel = useRef<HTMLDivElement>(null);
  const { viewport, pointers, fitAll, zoomIn, zoomOut } = useViewport(panel, layout);
  const { x, y, scale } = viewport;
  return (
    <div className="relative size-full overflow-hidden">
      <section
        ref={panel}
        {...pointers}
        className="size-full cursor-grab touch-none active:cursor-grabbing"
        aria-label={lab.chart.label}
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
      <div className="absolute right-3 bottom-3 flex gap-1.5">
        <IconButton label={lab.chart.zoomOut} icon={<Minus aria-hidden size={16} />} onClick={zoomOut} />
        <IconButton label={lab.chart.zoomIn} icon={<Plus aria-hidden size={16} />} onClick={zoomIn} />
        <IconButton label={lab.chart.fit} icon={<Maximize aria-hidden size={16} />} onClick={fitAll} />
      </div>
    </div>
  );
};
