import { get } from '../client.ts';
import { usageError } from '../cli-error.ts';
import { toDuration } from '../duration.ts';
import { exitCodes } from '../exit-code.ts';
import { printJson, printLines } from '../io.ts';
import { type Session, withClient } from '../session.ts';
import { toTable } from '../table.ts';
import { type CoverageWire, coverageSchema } from '../wire.ts';
import type { MachineChoice } from './machine.ts';

/** Shows how often the flows of the log took each state and transition, and what none of them ever did. */
export const machineCoverage = async (session: Session, { format, definition }: MachineChoice): Promise<number> => {
  if (format === 'mermaid') throw usageError('--coverage is a table or JSON, not Mermaid.');
  const query = definition === undefined ? '' : `?${new URLSearchParams({ definition }).toString()}`;
  const coverage = await withClient(session, (client) => get(client, `/api/machine/coverage${query}`, coverageSchema));
  if (session.json || format === 'json') printJson(session.io, coverage);
  else printLines(session.io, ...toLines(coverage));
  return exitCodes.complete;
};

const toLines = ({ definition, flows, states, ways }: CoverageWire): readonly string[] => {
  const visited = states.filter(({ visits }) => visits > 0);
  const missing = ways.filter(({ taken }) => taken === 0);
  const rows = states.map(({ id, visits, medianMs, longestMs, totalMs }) => [
    id,
    String(visits),
    toTime(medianMs),
    toTime(longestMs),
    toTime(totalMs),
  ]);
  const taken = ways
    .filter((way) => way.taken > 0)
    .toSorted((a, b) => b.taken - a.taken)
    .map((way) => [way.id, String(way.taken)]);
  return [
    `${definition}: ${flows} flows, ${visited.length} of ${states.length} states and ${ways.length - missing.length} of ${ways.length} transitions taken`,
    '',
    ...toTable([['STATE', 'VISITS', 'MEDIAN', 'LONGEST', 'TOTAL'], ...rows]),
    '',
    ...toTable([['TRANSITION', 'TAKEN'], ...taken]),
    ...(missing.length === 0 ? [] : ['', 'Never taken:', ...missing.map(({ id }) => `  ${id}`)]),
  ];
};

const toTime = (ms: number | null): string => (ms === null ? '' : toDuration(ms));
