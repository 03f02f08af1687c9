import { toDuration } from '../duration.ts';
import { lookOf, type Paint } from '../paint.ts';
import { plainText } from '../plain-text.ts';
import { cutEnd, cutMiddle, padTo, widthOf } from '../text-width.ts';
import type { ItemWire } from '../wire.ts';
import { elapsedMs, type LiveFlow } from './live-flow.ts';

export type FrameOptions = Readonly<{
  paint: Paint;
  columns: number;
  /** Milliseconds since the epoch. */
  now: number;
  /** Counts up; turns the spinner. */
  tick: number;
  /** Last line of output by item. */
  output?: ReadonlyMap<string, string>;
  /** Said below, e.g. that the connection was lost. */
  note?: string | undefined;
}>;

/** The progress view as lines, none wider than the terminal: a head, then one line per item, then its problem. */
export const toFrame = (flow: LiveFlow, options: FrameOptions): readonly string[] => {
  const width = Math.min(
    Math.max(...flow.items.map(({ id }) => widthOf(plainText(id))), 8),
    Math.floor(options.columns / 2),
  );
  const note =
    options.note === undefined ? [] : [options.paint('yellow', cutEnd(plainText(options.note), options.columns))];
  return [toHead(flow, options), ...flow.items.flatMap((item) => toItemLines(item, width, options)), ...note];
};

const spinner = '⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏';

const toHead = (flow: LiveFlow, { paint, columns, now, tick }: FrameOptions): string => {
  const turning = flow.outcome === null ? spinner[tick % spinner.length] : lookOf(flow.outcome)[0];
  const took = elapsedMs({ startedAt: flow.startedAt, endedAt: flow.endedAt ?? undefined }, now);
  const time = took === null ? '' : `  ${toDuration(took)}`;
  return paint('bold', cutEnd(`${turning} ${plainText(flow.profile)}  ${flow.outcome ?? flow.state}${time}`, columns));
};

const toItemLines = (item: ItemWire, width: number, options: FrameOptions): readonly string[] => {
  const { paint, columns, now, tick, output } = options;
  const [symbol, colour] = lookOf(item.state);
  const sign = item.state === 'running' ? spinner[tick % spinner.length] : symbol;
  const took = elapsedMs(item, now);
  const again = item.attempt > 1 ? `  attempt ${item.attempt}` : '';
  const time = took === null || item.state === 'pending' ? '' : `  ${toDuration(took)}`;
  const text = cutEnd(
    `${padTo(cutMiddle(plainText(item.id), width), width)}  ${item.state}${time}${again}`,
    columns - 2,
  );
  const below = belowItem(item, output).map((line) => paint('dim', cutEnd(`    ${line}`, columns)));
  return [`${paint(colour, sign ?? symbol)} ${text}`, ...below];
};

const belowItem = ({ id, state, problem }: ItemWire, output: FrameOptions['output']): readonly string[] => {
  if (problem)
    return [plainText(problem.message), ...(problem.nextAction === 'none' ? [] : [`next: ${problem.nextAction}`])];
  const line = state === 'running' ? output?.get(id) : undefined;
  return line === undefined ? [] : [line];
};
