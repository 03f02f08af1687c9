import { Hono } from 'hono';
import { planInputSchema } from '../../src/machines/flow/plan.ts';
import { toFlowSummary, toFlowView, toItemView } from '../../src/machines/flow/view.ts';
import type { StoredRecord } from '../../src/machines/ports/event-store.ts';
import { FLOW_FILE, writeFlowFile } from '../../src/machines/flow/flow-file.ts';
import { flowAt } from './recorded-flow.ts';

export type FixtureOptions = {
  records: readonly StoredRecord[];
  /** Frames the nth connection to the stream sends before it is cut; none given = all of them. */
  cuts?: number[];
  /** Statuses that connections to the stream get before they succeed. */
  failures?: number[];
  /** Keeps the stream open instead of ending it. */
  isEndless?: boolean;
};

export type Seen = {
  method: string;
  path: string;
  authorization: string | undefined;
  cursor: string | undefined;
  key: string | undefined;
  body: unknown;
};

/** The routes of the API over one recorded flow, with a real stream that can be cut. */
export const createFixtureApp = ({ records, cuts = [], failures = [], isEndless = false }: FixtureOptions) => {
  const app = new Hono();
  const seen: Seen[] = [];
  const last = records.length;
  const view = (version = last) => toFlowView(flowAt(records, version));

  app.use(async (c, next) => {
    const body: unknown = c.req.method === 'POST' ? await c.req.raw.clone().json() : null;
    const header = (name: string) => c.req.header(name);
    seen.push({
      method: c.req.method,
      path: c.req.path,
      authorization: header('authorization'),
      cursor: header('last-event-id'),
      key: header('idempotency-key'),
      body,
    });
    await next();
  });
  app.get('/api/health', (c) => c.json({ ok: true }));
  app.post('/api/flows', async (c) => {
    const plan = planInputSchema.parse(await c.req.json());
    if (plan.name === 'taken') {
      return c.json(
        {
          type: 'about:blank',
          title: 'Conflict',
          status: 409,
          detail: 'The profile taken exists.',
          code: 'profile/exists',
        },
        409,
      );
    }
    return c.json({ flow: view(1), links: {} }, 202);
  });
  app.get('/api/flows', (c) => c.json({ flows: [toFlowSummary(flowAt(records, last))], next: null }));
  app.get('/api/flows/:id', (c) => {
    if (c.req.param('id') !== view().id) {
      return c.json(
        {
          type: 'about:blank',
          title: 'Not found',
          status: 404,
          detail: 'There is no such flow.',
          code: 'flow/not-found',
        },
        404,
      );
    }
    return c.json(view());
  });
  app.get('/api/flows/:id/events', (c) => {
    const events = records.filter(({ version }) => version > Number(c.req.query('after') ?? 0));
    return c.json({
      events: events.map((record) => ({ ...record, data: JSON.parse(record.data) as unknown })),
      next: null,
    });
  });
  app.get('/api/flows/:id/export', (c) =>
    c.body(c.req.query('format') === 'html' ? toPage(toNdjson(records)) : toNdjson(records)),
  );
  app.post('/api/flows/:id/:command', (c) => c.json({ flow: view() }, 202));
  app.post('/api/login-tickets', (c) => c.json({ url: `http://${new URL(c.req.url).host}/login?ticket=once` }, 201));
  app.get('/api/flows/:id/stream', (c) => {
    const failure = failures.shift();
    if (failure !== undefined) return c.body(null, failure === 503 ? 503 : 500);
    const after = Number(c.req.header('last-event-id') ?? 0);
    if (after >= last && !isEndless) return c.body(null, 204);
    return c.body(toStream(frames(records, after), { cut: cuts.shift(), isEndless }), 200, {
      'content-type': 'text/event-stream',
    });
  });
  return { app, seen };
};

const toPage = (text: string): string => {
  const machine = { definition: 'profile-create@1', graph: { nodes: [], edges: [] }, mermaid: '' };
  const page = `<!doctype html><script type="application/json" id="${FLOW_FILE}"></script>`;
  return writeFlowFile(page, { flow: 'flw_1', records: text, machine, drawings: [] });
};

export const toNdjson = (records: readonly StoredRecord[]): string =>
  records
    .map(
      ({ version, at, type, schema, data, causation, correlation, command, hash }) =>
        `${JSON.stringify({ version, at, type, schema, data, causation, correlation, command, hash })}\n`,
    )
    .join('');

const frames = (records: readonly StoredRecord[], after: number): readonly string[] => [
  ...records.filter(({ version }) => version > after).map((record) => toFrame(records, record)),
  `event: end\ndata: ${JSON.stringify({ version: records.length })}\n\n`,
];

const toFrame = (records: readonly StoredRecord[], { version, at, type, data, correlation }: StoredRecord): string => {
  const { snapshot } = flowAt(records, version);
  const before = version === 1 ? null : flowAt(records, version - 1).snapshot;
  const items = Object.values(snapshot.context.items).filter(
    (item) => JSON.stringify(item) !== JSON.stringify(before?.context.items[item.id]),
  );
  const transition = {
    flow: correlation,
    version,
    at,
    type,
    data: JSON.parse(data) as unknown,
    state: snapshot.value,
    from: before?.value ?? null,
    outcome: snapshot.context.outcome,
    items: items.map(toItemView),
  };
  return `id: ${version}\nevent: transition\ndata: ${JSON.stringify(transition)}\n\n`;
};

/** The cut falls into the middle of a frame; every frame is sent twice, as a server that lost count would. */
const toStream = (
  all: readonly string[],
  { cut, isEndless }: { cut: number | undefined; isEndless: boolean },
): ReadableStream<Uint8Array> => {
  const whole = cut === undefined ? all : all.slice(0, cut);
  const torn = cut === undefined ? '' : (all[cut] ?? '').slice(0, 20);
  const doubled = whole.flatMap((frame) => (frame.startsWith('id:') ? [frame, frame] : isEndless ? [] : [frame]));
  return new ReadableStream({
    start: (controller) => {
      controller.enqueue(new TextEncoder().encode(`: hello\n\nretry: 1000\n\n${doubled.join('')}${torn}`));
      if (!isEndless) controller.close();
    },
  });
};
