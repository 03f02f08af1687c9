import type { ChartLayout, Point, Rect } from '../ports/chart-layout.ts';
import { measures, toLaneGrid, toLaneWidth } from './box.ts';
import type { ChartState } from './chart.ts';

/** Which lane of which state, and where that state's box is. */
export type LanePlace = Readonly<{ state: ChartState; box: Rect; index: number }>;

/** Where a lane lies in its state's box. */
export const placeLane = (
  { state, box, index }: LanePlace,
  { laneColumns }: Pick<ChartLayout, 'laneColumns'>,
): Rect => {
  const { gap, pad, title, cell, lane } = measures;
  const grid = toLaneGrid(state, laneColumns);
  const [width, height] = grid.isDense ? [cell, cell] : [toLaneWidth(state), lane];
  return {
    x: box.x + pad + (index % grid.columns) * (width + gap),
    y: box.y + title + Math.floor(index / grid.columns) * (height + gap),
    width,
    height,
  };
};

const CORNER = 8;

/** A line through the points with rounded corners, as an SVG path. */
export const toPath = (points: readonly Point[]): string =>
  points
    .map((point, index) => {
      const [before, after] = [points[index - 1], points[index + 1]];
      if (!before) return `M${point.x} ${point.y}`;
      if (!after) return `L${point.x} ${point.y}`;
      const [from, to] = [towards(point, before), towards(point, after)];
      return `L${from.x} ${from.y}Q${point.x} ${point.y} ${to.x} ${to.y}`;
    })
    .join('');

/** The place where the rounding of a corner begins on the side of `other`. */
const towards = (corner: Point, other: Point): Point => {
  const [dx, dy] = [other.x - corner.x, other.y - corner.y];
  const length = Math.hypot(dx, dy) || 1;
  const step = Math.min(CORNER, length / 2);
  return { x: round(corner.x + (dx / length) * step), y: round(corner.y + (dy / length) * step) };
};

/** Tenths of a pixel are as fine as anybody sees. */
export const round = (value: number): number => Math.round(value * 10) / 10;
