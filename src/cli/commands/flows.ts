import { usageError } from '../cli-error.ts';
import { type Client, get } from '../client.ts';
import { toDuration } from '../duration.ts';
import { exitCodes } from '../exit-code.ts';
import { printJson, printLines } from '../io.ts';
import { createPaint, lookOf } from '../paint.ts';
import { plainText } from '../plain-text.ts';
import { type Session, withClient } from '../session.ts';
import { toTable } from '../table.ts';
import { flowPageSchema, type FlowSummaryWire } from '../wire.ts';

export type FlowFilters = Readonly<{
  profile?: string | undefined;
  outcome?: string | undefined;
  state?: string | undefined;
  /** How many at the most; default 20. */
  limit?: string | undefined;
}>;

/** Lists flows, newest first. */
export const flows = async (session: Session, filters: FlowFilters): Promise<number> => {
  const limit = readLimit(filters.limit ?? '20');
  const found = await withClient(session, (client) => readFlows(client, filters, limit));
  if (session.json) for (const flow of found) printJson(session.io, flow);
  else print(session, found);
  return exitCodes.complete;
};

/** Flows as the server lists them, over its pages, at most `limit`. */
export const readFlows = async (
  client: Client,
  filters: FlowFilters,
  limit: number,
): Promise<readonly FlowSummaryWire[]> => {
  const found: FlowSummaryWire[] = [];
  for (let before: string | null = null; ;) {
    const { profile, outcome, state } = filters;
    const asked = { profile, outcome, state, before, limit: String(Math.min(limit - found.length, 100)) };
    const query = new URLSearchParams();
    for (const [key, value] of Object.entries(asked)) if (value) query.set(key, value);
    const page: { flows: FlowSummaryWire[]; next?: string | null | undefined } = await get(
      client,
      `/api/flows?${query.toString()}`,
      flowPageSchema,
    );
    found.push(...page.flows);
    if (!page.next || page.flows.length === 0 || found.length >= limit) return found.slice(0, limit);
    before = page.next;
  }
};

const readLimit = (text: string): number => {
  if (/^[1-9]\d{0,6}$/.test(text)) return Number(text);
  throw usageError(`--limit is "${text}": give a whole number from 1.`);
};

const print = ({ io }: Session, found: readonly FlowSummaryWire[]): void => {
  if (found.length === 0) return printLines(io, 'There are no flows yet, or none that fit.');
  const paint = createPaint(io, io.stdout);
  const rows = found.map((flow) => {
    const what = `${flow.outcome ?? flow.state}${flow.imported ? ' (imported)' : ''}`;
    const problems = flow.problems.length === 0 ? '' : `${flow.problems.length}`;
    return [flow.id, plainText(flow.profile), what, problems, flow.startedAt, toDuration(flow.durationMs)];
  });
  const [head = '', ...lines] = toTable([['FLOW', 'PROFILE', 'STATE', 'PROBLEMS', 'STARTED', 'TOOK'], ...rows]);
  const coloured = lines.map((line, index) => paint(lookOf(found[index]?.outcome ?? '')[1], line));
  printLines(io, paint('bold', head), ...coloured);
};
