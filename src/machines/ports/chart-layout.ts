import type { Size } from '../chart/box.ts';
import type { Chart } from '../chart/chart.ts';

/** Pixels from the chart's upper left corner. */
export type Point = Readonly<{ x: number; y: number }>;
export type Rect = Point & Size;

/** Where everything of a chart is drawn, at scale 1. */
export type ChartLayout = Size &
  Readonly<{
    /** Which way the chart grows. */
    direction: 'right' | 'down';
    /** Lanes beside each other in a box, at most. */
    laneColumns: number;
    /** By state. */
    states: Readonly<Record<string, Rect>>;
    group: Rect | null;
    /** By way: the corners of its line, and its label where it has one. */
    ways: Readonly<Record<string, Readonly<{ points: readonly Point[]; label: Rect | null }>>>;
  }>;

/** Places a chart so that it has to be shrunk as little as can be to be seen whole in a panel of this size. */
export type LayChartOut = (chart: Chart, panel: Size) => Promise<ChartLayout>;
