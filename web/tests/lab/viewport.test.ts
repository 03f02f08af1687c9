import { describe, expect, it } from 'vitest';
import { fit, reveal, zoom } from '../../src/lab/chart/viewport.ts';

const panel = { width: 400, height: 300 };

describe('fit', () => {
  it('shows a large drawing whole, centred', () => {
    const { scale, x, y } = fit({ width: 704, height: 100 }, panel);
    expect([scale, x, y]).toEqual([0.5, 24, 125]);
  });

  it('never enlarges a small one', () => {
    expect(fit({ width: 100, height: 100 }, panel)).toEqual({ scale: 1, x: 150, y: 100 });
  });
});

describe('zoom', () => {
  it('keeps what lies under a place where it is, within limits', () => {
    const place = { x: 100, y: 50 };
    const view = zoom({ scale: 1, x: 20, y: 10 }, 2, place);
    expect(view).toEqual({ scale: 2, x: -60, y: -30 });
    expect(zoom(view, 100, place).scale).toBe(2.5);
    expect(zoom(view, 0.001, place).scale).toBe(0.2);
  });
});

describe('reveal', () => {
  const view = { scale: 1, x: 0, y: 0 };
  const rect = { x: 50, y: 50, width: 100, height: 40 };

  it.each([
    ['is in sight', rect, { x: 0, y: 0 }],
    ['is too far left', { ...rect, x: -200 }, { x: 224, y: 0 }],
    ['is too far right and below', { ...rect, x: 500, y: 280 }, { x: -224, y: -44 }],
    ['is larger than the panel', { ...rect, x: 10, width: 900 }, { x: 14, y: 0 }],
  ])('moves by what is needed for what %s', (_, place, by) => {
    expect(reveal(view, place, panel)).toEqual({ scale: 1, ...by });
  });
});
