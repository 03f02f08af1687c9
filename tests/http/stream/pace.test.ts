import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createHub } from '../../../src/http/stream/hub.ts';
import { defaultLimits } from '../../../src/http/stream/limits.ts';
import { parseFrames } from '../read-stream.ts';
import { createLog } from './fixture-log.ts';

const step = fc.oneof(
  fc.record({ publish: fc.integer({ min: 1, max: 4 }) }),
  fc.record({ take: fc.constant(1) }),
  fc.record({ turn: fc.constant(1) }),
  fc.record({ say: fc.constant('x') }),
);
const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

describe('a stream read at any pace', () => {
  it.each([
    ['flow', 'flw_1', 1],
    ['all', undefined, 2],
  ] as const)('gives each event once, in order (%s)', async (_lane, flow, stride) => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 60 }),
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 2000 }),
        fc.integer({ min: 0, max: 3 }),
        async (steps, pageSize, queueBytes, before) => {
          const log = createLog(10);
          if (before > 0) log.publish(before);
          const slow = async <T>(answer: Promise<T>) => {
            const read = await answer;
            await nextTurn();
            return read;
          };
          const feed = {
            ...log.feed,
            read: (...asked: Parameters<typeof log.feed.read>) => slow(log.feed.read(...asked)),
          };
          const hub = createHub({ feed, limits: { ...defaultLimits, pageSize, queueBytes }, onError: () => {} });
          const reader = hub.open({ flow, first: '', cursor: 0, abandon: () => {} })?.getReader();
          if (!reader) throw new Error('no stream');
          let text = '';
          let taking: Promise<void> | undefined;
          const take = async () => {
            const { value } = await reader.read();
            text += new TextDecoder().decode(value);
            taking = undefined;
          };
          let total = before;
          for (const one of steps) {
            if ('publish' in one) {
              log.publish(one.publish);
              total += one.publish;
            } else if ('say' in one) log.say(one.say);
            else if ('take' in one) taking ??= take();
            else await nextTurn();
          }
          const seen = () => parseFrames(text).filter(({ event }) => event === 'transition').length;
          for (let turns = 0; seen() < total && turns < 2000; turns += 1) {
            taking ??= take();
            await nextTurn();
          }
          const ids = parseFrames(text).flatMap(({ event, id }) => (event === 'transition' ? [Number(id)] : []));
          expect(ids).toEqual(Array.from({ length: total }, (_, index) => (index + 1) * stride));
          hub.close();
          expect(log.listeners()).toBe(0);
        },
      ),
      { numRuns: 300 },
    );
  });
});
