import type { Size } from '../../../../src/machines/chart/box.ts';
import { MARGIN, scaleIn } from '../../../../src/machines/chart/scale.ts';
import type { Point, Rect } from '../../../../src/machines/ports/chart-layout.ts';

/** Which part of a drawing a panel shows: the drawing is scaled, then moved. */
export type Viewport = Point & Readonly<{ scale: number }>;

const SMALLEST = 0.2;
const LARGEST = 2.5;

/** The drawing whole and centred in the panel. */
export const fit = (drawing: Size, panel: Size): Viewport => {
  const scale = Math.max(SMALLEST, scaleIn(drawing, panel));
  return {
    scale,
    x: Math.max(MARGIN, (panel.width - drawing.width * scale) / 2),
    y: Math.max(MARGIN, (panel.height - drawing.height * scale) / 2),
  };
};

/** Enlarged by `factor` so that what lies under the given place of the panel stays there. */
export const zoom = ({ scale, x, y }: Viewport, factor: number, at: Point): Viewport => {
  const next = Math.min(LARGEST, Math.max(SMALLEST, scale * factor));
  const ratio = next / scale;
  return { scale: next, x: at.x - (at.x - x) * ratio, y: at.y - (at.y - y) * ratio };
};

export const pan = ({ scale, x, y }: Viewport, by: Point): Viewport => ({ scale, x: x + by.x, y: y + by.y });

/** Moved by as little as can be, so that a rectangle of the panel lies inside of it; by its upper left where it is larger. */
export const reveal = (viewport: Viewport, rect: Rect, panel: Size): Viewport =>
  pan(viewport, {
    x: shift(rect.x, rect.width, panel.width),
    y: shift(rect.y, rect.height, panel.height),
  });

const shift = (start: number, length: number, room: number): number => {
  const isTooFar = start + length > room - MARGIN;
  if (start >= MARGIN && !isTooFar) return 0;
  return isTooFar && length < room - 2 * MARGIN ? room - MARGIN - start - length : MARGIN - start;
};
