import { Hono } from 'hono';
import { isRefused, type Refusal } from '../../app/refusal.ts';
import { isAtRest } from '../../machines/flow/rest.ts';
import { toFlowView } from '../../machines/flow/view.ts';
import { parseShape } from '../body.ts';
import { type HttpContext, type HttpEnv, nodeOf, type Parts } from '../env.ts';
import { FLOW, streamQuery } from '../params.ts';
import { sendProblem } from '../problem.ts';
import { parseCursor } from '../stream/cursor.ts';
import { streamHeaders, toFrameText } from '../stream/frame.ts';
import type { Opening } from '../stream/hub.ts';
import { noFlow } from './flows.ts';

/** Flows the first frame of the stream of all flows carries. */
const NEWEST = 100;

/** Server-sent events: one flow, or all. HEAD is answered without subscribing. */
export const streamRoutes = (parts: Parts) =>
  new Hono<HttpEnv>()
    .get(`/flows/${FLOW}/stream`, async (c) => {
      const id = c.req.param('id');
      const at = parseCursor(c.req.header('last-event-id'), c.req.query('after'));
      if (isRefused(at)) return sendProblem(c, at.refusal);
      const flow = await parts.engine.flow(id);
      if (!flow) return sendProblem(c, noFlow(id));
      const { version } = flow;
      const rest = isAtRest(flow) ? { flow: id, version, outcome: flow.snapshot.context.outcome } : undefined;
      if (rest && at.cursor === version) return c.body(null, 204, { 'Cache-Control': 'no-store' });
      if (at.cursor !== null && at.cursor <= version)
        return send(c, parts, { flow: id, first: '', cursor: at.cursor, rest });
      const first = toFrameText({ event: 'snapshot', id: version, data: { flow: toFlowView(flow) } });
      return send(c, parts, { flow: id, first, cursor: version, rest });
    })
    .get('/stream', async (c) => {
      const at = parseCursor(c.req.header('last-event-id'), c.req.query('after'));
      if (isRefused(at)) return sendProblem(c, at.refusal);
      const query = parseShape(streamQuery, c.req.query(), 'query');
      if (isRefused(query)) return sendProblem(c, query.refusal);
      const output = await toKnown(parts, query.body.output);
      const position = await parts.engine.feed.head();
      if (at.cursor !== null && at.cursor <= position) return send(c, parts, { output, first: '', cursor: at.cursor });
      const { flows } = parts.engine.list({ limit: NEWEST });
      const first = toFrameText({ event: 'snapshot', id: position, data: { position, flows } });
      return send(c, parts, { output, first, cursor: position });
    });

/** The flows there are, each once: nothing can be heard of others. */
const toKnown = async ({ engine }: Parts, ids: readonly string[]): Promise<readonly string[]> => {
  const found = await Promise.all(
    [...new Set(ids)].map(async (id) => ({ id, records: await engine.records(id, 0, 1) })),
  );
  return found.flatMap(({ id, records }) => (records.length > 0 ? [id] : []));
};

const send = (c: HttpContext, parts: Parts, opening: Omit<Opening, 'abandon'>) => {
  if (c.req.method === 'HEAD') return c.body(null, 200, streamHeaders);
  if (parts.closing.aborted) return sendProblem(c, closing);
  // Whoever left during the awaits before this would never be noticed again.
  if (c.req.raw.signal.aborted) return c.body(null, 204);
  const stream = parts.hub.open({ ...opening, abandon: () => void nodeOf(c).outgoing?.destroy() });
  return stream ? c.body(stream, 200, streamHeaders) : sendProblem(c, busy);
};

const closing: Refusal = { code: 'server/closing', message: 'The server is closing; come back when it runs again.' };
const busy: Refusal = {
  code: 'server/busy',
  message: 'Too many streams are open. Close one, or follow /api/stream for all flows.',
};
