import { createLogUpdate } from 'log-update';
import type { Io } from '../io.ts';
import { createPaint } from '../paint.ts';
import { plainText } from '../plain-text.ts';
import type { StreamEvent } from '../flow-stream.ts';
import { toFrame } from './frame.ts';
import { type LiveFlow, toUnseen } from './live-flow.ts';
import type { Progress } from './progress.ts';

/** A view that is drawn over itself, ten times a second while something moves. */
export const createTerminalProgress = (io: Io): Progress => {
  const update = createLogUpdate(io.stdout);
  const paint = createPaint(io, io.stdout);
  const output = new Map<string, string>();
  let live: LiveFlow = toUnseen('', '');
  let note: string | undefined;
  let tick = 0;

  const draw = (): void => {
    if (live.id === '') return;
    // One column is left free: a full last column makes some terminals wrap.
    const columns = Math.max((io.stdout.columns ?? 80) - 1, 20);
    update(toFrame(live, { paint, columns, now: Date.now(), tick, output, note }).join('\n'));
  };
  const timer = setInterval(() => {
    tick += 1;
    draw();
  }, frameMs);

  return {
    show: (event, flow) => {
      live = flow;
      note = event.kind === 'waiting' ? `Waiting for the server: ${plainText(event.reason)}` : undefined;
      keepLastLine(output, event);
      draw();
    },
    say: (text) => {
      update.clear();
      io.stderr.write(`${text}\n`);
      draw();
    },
    close: () => {
      clearInterval(timer);
      draw();
      update.done();
    },
  };
};

const frameMs = 100;

const keepLastLine = (lines: Map<string, string>, event: StreamEvent): void => {
  if (event.kind !== 'output') return;
  const last = event.output.text
    .split(/[\r\n]/)
    .map(plainText)
    .findLast((line) => /\p{L}/u.test(line));
  if (last !== undefined) lines.set(event.output.item, last);
};
