import { styleText } from 'node:util';
import type { Io, Output } from './io.ts';

export type Colour = 'green' | 'red' | 'yellow' | 'cyan' | 'dim' | 'bold';

/** Colours a text, or leaves it alone. */
export type Paint = (colour: Colour, text: string) => string;

/** Colours for a terminal; none in a pipe, with NO_COLOR (no-color.org) or on a dumb terminal. */
export const createPaint = ({ env }: Pick<Io, 'env'>, output: Pick<Output, 'isTTY'>): Paint =>
  output.isTTY && !env['NO_COLOR'] && env['TERM'] !== 'dumb'
    ? (colour, text) => styleText(colour, text, { validateStream: false })
    : (_, text) => text;

/** Symbol and colour of an item's or a flow's state. */
export const lookOf = (state: string): readonly [symbol: string, colour: Colour] => looks.get(state) ?? ['•', 'cyan'];

const looks = new Map<string, readonly [string, Colour]>([
  ['pending', ['·', 'dim']],
  ['queued', ['◦', 'dim']],
  ['running', ['▸', 'cyan']],
  ['succeeded', ['✔', 'green']],
  ['complete', ['✔', 'green']],
  ['failed', ['✖', 'red']],
  ['rejected', ['✖', 'red']],
  ['timed-out', ['✖', 'red']],
  ['with-problems', ['!', 'yellow']],
  ['cancelled', ['■', 'yellow']],
  ['skipped', ['-', 'dim']],
]);
