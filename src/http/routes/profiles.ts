import { Hono } from 'hono';
import { isRefused, type Refusal } from '../../app/refusal.ts';
import type { Flow } from '../../machines/flow/fold.ts';
import { toFlowView } from '../../machines/flow/view.ts';
import { PLAN_BYTES } from '../body.ts';
import { readOptions } from '../command-options.ts';
import type { HttpContext, HttpEnv, Parts } from '../env.ts';
import { toCreated } from '../hermes-created.ts';
import { hermesCreateSchema, toPlan } from '../hermes-create.ts';
import { readHermesBody } from '../hermes-body.ts';
import { hermesStatuses } from '../hermes-problem.ts';
import { type ProblemOptions, sendProblem } from '../problem.ts';

/** `POST /api/profiles` as Hermes' dashboard has it: answers when everything but the hub installs is settled. */
export const profileRoutes = ({ engine }: Parts) =>
  new Hono<HttpEnv>().post('/profiles', async (c) => {
    const options = readOptions(c);
    if (isRefused(options)) return refused(c, options.refusal);
    const read = await readHermesBody(c, hermesCreateSchema, PLAN_BYTES);
    if (!('body' in read)) return refused(c, read.refusal, read.options);
    const answer = await engine.startFlow(toPlan(read.body), options.options);
    if (isRefused(answer)) return refused(c, answer.refusal);
    const { id } = answer.view;
    if (!(await hasSettled(engine, id, c.req.raw.signal))) return refused(c, { ...leaving, flow: id });
    const flow = await atSettling(engine, id);
    const refusal = flow ? toRefusal(flow) : lost(id);
    if (!flow || refusal) return refused(c, refusal ?? lost(id));
    const view = toFlowView(flow);
    const created = toCreated(flow, await engine.records(id, 0, flow.version));
    return c.json({ ...created, flow: view, links: view.links }, 200, { 'Cache-Control': 'no-store' });
  });

const refused = (c: HttpContext, refusal: Refusal, options: ProblemOptions = {}) =>
  sendProblem(c, refusal, { ...options, status: hermesStatuses[refusal.code] });

const leaving: Refusal = {
  code: 'server/closing',
  message: 'The server is closing; the flow goes on when it runs again.',
};
const lost = (flow: string): Refusal => ({
  code: 'flow/unreadable',
  message: `The flow ${flow} cannot be read back.`,
  flow,
});

const BEFORE_INSTALLS: ReadonlySet<string> = new Set(['identity', 'model', 'mcp', 'skills', 'spawned']);

/** Waits until only installs are left; false when the client or the server goes away first. The flow goes on either way. */
const hasSettled = async (engine: Parts['engine'], id: string, gone: AbortSignal): Promise<boolean> => {
  try {
    await engine.when(id, ({ snapshot }) => !BEFORE_INSTALLS.has(String(snapshot.value)), gone);
    return true;
  } catch {
    return false;
  }
};

/** The flow as it was when only installs were left: the same for whoever repeats the request. */
const atSettling = async (engine: Parts['engine'], id: string): Promise<Flow | null> => {
  const transitions = await engine.feed.read(id, 0);
  const first = transitions.find(({ state }) => !BEFORE_INSTALLS.has(state));
  return first ? engine.flow(id, first.version) : null;
};

/** Why there is no profile; null when there is one. */
const toRefusal = ({ snapshot }: Flow): Refusal | null => {
  const { flow, path, items } = snapshot.context;
  if (path !== null) return null;
  const problem = items['identity']?.problem;
  const code =
    problem?.code === 'profile/exists'
      ? 'profile/exists'
      : problem?.code === 'identity/clone-source-missing'
        ? 'clone/source-missing'
        : 'profile/not-created';
  return {
    code,
    message: problem?.message ?? 'The flow was cancelled before the profile was made.',
    flow,
    item: 'identity',
  };
};
