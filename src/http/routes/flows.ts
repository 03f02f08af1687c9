import { Hono } from 'hono';
import { isRefused, type Refusal } from '../../app/refusal.ts';
import { itemOf } from '../../machines/flow/context.ts';
import { toInspections } from '../../machines/flow/inspection.ts';
import { toLeads, toNextEvents } from '../../machines/flow/next-events.ts';
import type { Stepped } from '../../machines/flow/steps.ts';
import { trace } from '../../machines/flow/trace.ts';
import { toFlowView } from '../../machines/flow/view.ts';
import type { StoredRecord } from '../../machines/ports/event-store.ts';
import { parseShape } from '../body.ts';
import type { HttpEnv, Parts } from '../env.ts';
import { eventsQuery, FLOW, itemParam, listQuery, logQuery, snapshotQuery } from '../params.ts';
import { sendProblem } from '../problem.ts';
import { hasVersion, toEtag } from '../versions.ts';

/** Questions about flows. */
export const flowRoutes = ({ engine }: Parts) =>
  new Hono<HttpEnv>()
    .get('/flows', (c) => {
      const query = parseShape(listQuery, c.req.query(), 'query');
      if (isRefused(query)) return sendProblem(c, query.refusal);
      return c.json(engine.list(query.body), 200, noStore);
    })
    .get(`/flows/${FLOW}`, async (c) => {
      const id = c.req.param('id');
      const query = parseShape(snapshotQuery, c.req.query(), 'query');
      if (isRefused(query)) return sendProblem(c, query.refusal);
      const flow = await engine.flow(id, query.body.at);
      if (!flow) return sendProblem(c, noVersion(id, query.body.at));
      const headers = { ETag: toEtag(flow.version), 'Cache-Control': 'no-cache' };
      if (hasVersion(c.req.header('if-none-match'), flow.version)) return c.body(null, 304, headers);
      return c.json(toFlowView(flow), 200, headers);
    })
    .get(`/flows/${FLOW}/events`, async (c) => {
      const id = c.req.param('id');
      const query = parseShape(eventsQuery, c.req.query(), 'query');
      if (isRefused(query)) return sendProblem(c, query.refusal);
      const { after, limit } = query.body;
      const records = await engine.records(id, after, limit);
      if (records.length === 0 && !(await engine.flow(id))) return sendProblem(c, noFlow(id));
      const next = records.length === limit ? (records.at(-1)?.version ?? null) : null;
      return c.body(`{"events":[${records.map(toEventText).join(',')}],"next":${next}}`, 200, json);
    })
    .get(`/flows/${FLOW}/snapshot`, async (c) => {
      const id = c.req.param('id');
      const query = parseShape(snapshotQuery, c.req.query(), 'query');
      if (isRefused(query)) return sendProblem(c, query.refusal);
      const step = await engine.step(id, query.body.at);
      return step ? c.json(toSnapshot(step), 200, noStore) : sendProblem(c, noVersion(id, query.body.at));
    })
    .get(`/flows/${FLOW}/inspect`, async (c) => {
      const id = c.req.param('id');
      const steps = await engine.steps(id);
      if (steps.length === 0) return sendProblem(c, noFlow(id));
      const lines = toInspections(steps).map((message) => `${JSON.stringify(message)}\n`);
      return c.body(lines.join(''), 200, { ...noStore, 'Content-Type': NDJSON });
    })
    .get(`/flows/${FLOW}/items/:item/log`, async (c) => {
      const id = c.req.param('id');
      const item = parseShape(itemParam, c.req.param('item'), 'item');
      if (isRefused(item)) return sendProblem(c, item.refusal);
      const query = parseShape(logQuery, c.req.query(), 'query');
      if (isRefused(query)) return sendProblem(c, query.refusal);
      const flow = await engine.flow(id);
      if (!flow) return sendProblem(c, noFlow(id));
      const known = itemOf(flow.snapshot.context, item.body);
      if (!known) return sendProblem(c, noItem(id, item.body));
      const { after } = query.body;
      const none = { attempt: known.attempt, bytes: new Uint8Array(), next: after };
      const { attempt, bytes, next } = (await engine.output(id, item.body, after, LOG_BYTES)) ?? none;
      return c.body(Buffer.from(bytes), 200, {
        ...noStore,
        'Content-Type': 'text/plain; charset=utf-8',
        'Next-Offset': String(next),
        Attempt: String(attempt),
        'Content-Security-Policy': 'sandbox',
      });
    });

/** There is no such flow, for a person. */
export const noFlow = (id: string): Refusal => ({
  code: 'flow/not-found',
  message: `There is no flow ${id}. It may belong to another data directory.`,
  flow: id,
});

const noVersion = (id: string, at: number | undefined): Refusal =>
  at === undefined
    ? noFlow(id)
    : { code: 'flow/not-found', message: `There is no flow ${id} at version ${at}.`, flow: id };

const noItem = (flow: string, item: string): Refusal => ({
  code: 'item/not-found',
  message: `Flow ${flow} has no item "${item}".`,
  flow,
  item,
});

/** What one answer of the log carries at most; the next offset goes on. */
const LOG_BYTES = 4 * 1024 * 1024;
const NDJSON = 'application/x-ndjson; charset=utf-8';
const noStore = { 'Cache-Control': 'no-store' };
const json = { ...noStore, 'Content-Type': 'application/json' };

const toSnapshot = ({ before, event, after }: Stepped) => {
  const { version, snapshot, pending } = after;
  return {
    version,
    value: snapshot.value,
    context: snapshot.context,
    pending: [...pending.values()],
    hash: event.hash,
    next: toNextEvents(after),
    leads: toLeads(after),
    microsteps: trace(before, event)?.microsteps ?? [],
  };
};

/** `data` goes out with the bytes it was hashed with. */
const toEventText = (record: StoredRecord): string => {
  const { version, position, at, type, schema, data, causation, correlation, command, hash } = record;
  const head = JSON.stringify({ version, position, at, type, schema }).slice(0, -1);
  const tail = JSON.stringify({ causation, correlation, command, hash }).slice(1);
  return `${head},"data":${data},${tail}`;
};
