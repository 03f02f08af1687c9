import type { Replay } from '../../../../src/machines/flow/replay.ts';
import { toTone } from '../../../../src/machines/flow/tone.ts';

/** An event as a line: when, what, and about what. */
export type EventLine = Readonly<{
  version: number;
  /** Milliseconds since the flow began. */
  at: number;
  type: string;
  /** Its item and what else tells it from others of its type. */
  about: string;
}>;

export const linesOf = (replay: Replay, times: readonly number[]): readonly EventLine[] =>
  times.map((at, index) => {
    const event = replay.events[index];
    return { version: index + 1, at, type: event?.type ?? '', about: aboutOf(event?.data ?? {}) };
  });

/** Whether every word of the search is part of the line. */
export const matches = ({ type, about, version }: EventLine, q: string): boolean => {
  const text = `${version} ${type} ${about}`.toLowerCase();
  return q
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
};

/** Version of the first event after `at` that something went wrong with; null when there is none. */
export const nextFailureOf = (lines: readonly EventLine[], at: number): number | null =>
  lines.find(({ version, type }) => version > at && toTone(type) !== 'ok')?.version ?? null;

const aboutOf = (data: object): string => {
  const known = new Map<string, unknown>(Object.entries(data));
  const problem = known.get('problem');
  const code = typeof problem === 'object' && problem !== null && 'code' in problem ? problem.code : undefined;
  return [known.get('item') ?? known.get('profile'), code, known.get('outcome')]
    .filter((word) => typeof word === 'string')
    .join(' · ');
};
