import type { Size } from './box.ts';

/** Room around a chart in its panel, pixels. */
export const MARGIN = 24;

/** How much a chart is shrunk to be seen whole: 1 = not at all. It is never enlarged. */
export const scaleIn = (chart: Size, panel: Size): number =>
  Math.min(1, (panel.width - 2 * MARGIN) / chart.width, (panel.height - 2 * MARGIN) / chart.height);
