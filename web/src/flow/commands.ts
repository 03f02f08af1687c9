import type { FlowView } from '../../../src/machines/flow/view.ts';
import { ApiProblem } from '../api/api-problem.ts';
import { type ApiClient, withIdempotencyKey } from '../api/client.ts';
import { canCancel, canCancelItem, canDiscard, canRetry, toRetriable } from './actions.ts';

/** What a person wants done with a flow. */
export type Command =
  | Readonly<{ name: 'retry'; item: string; edit?: unknown }>
  | Readonly<{ name: 'retry-all' }>
  | Readonly<{ name: 'cancel'; item?: string }>
  | Readonly<{ name: 'discard'; confirm: string }>;

/** The command was not sent: it no longer means what the person saw. `view` is the flow as it is now. */
export class MovedOn extends Error {
  override readonly name = 'MovedOn';
  readonly view: FlowView;

  constructor(view: FlowView) {
    super(`The flow is at version ${view.version}, and takes this no more.`);
    this.view = view;
  }
}

/** Gives the flow as the command left it. Rejects as the client does, or with `MovedOn`. */
export type SendCommand = (seen: FlowView, command: Command) => Promise<FlowView>;

/** A flow that is busy moves on while a person reads: what was asked for is then asked for again. */
const TRIES = 5;

/**
 * Sends commands for what the person has seen (`If-Match`). When the flow has moved on they are sent again for what it
 * is now, as long as they still mean the same. One that got no answer keeps its key, so that pressing again is safe.
 */
export const createSendCommand = (api: ApiClient, newKey: () => string): SendCommand => {
  const unanswered = new Map<string, string>();
  return async (seen, command) => {
    const request = toRequest(seen, command);
    const what = JSON.stringify(request);
    const key = unanswered.get(what) ?? newKey();
    unanswered.set(what, key);
    let view = seen;
    for (let tries = 1; ; tries += 1) {
      try {
        const flow = await post(api, view, { request, key });
        unanswered.delete(what);
        return flow;
      } catch (error) {
        if (!(error instanceof ApiProblem)) throw error;
        unanswered.delete(what);
        const isStale = error.problem.code === 'flow/version-mismatch';
        if (!isStale && error.problem.code !== 'flow/not-allowed') throw error;
        view = await api.get<FlowView>(seen.links.self);
        if (!meansTheSame(seen, view, command)) throw new MovedOn(view);
        if (!isStale || tries === TRIES) throw error;
      }
    }
  };
};

type Sent = Readonly<{ request: Readonly<{ path: string; body: object }>; key: string }>;

const post = async (api: ApiClient, { version }: FlowView, { request, key }: Sent): Promise<FlowView> => {
  const headers = { ...withIdempotencyKey(key), 'If-Match': `"${version}"` };
  const { flow } = await api.send<{ flow: FlowView }>('POST', request.path, { body: request.body, headers });
  return flow;
};

/** Whether the command does now what it would have done to the flow the person saw. */
export const meansTheSame = (seen: FlowView, now: FlowView, command: Command): boolean => {
  if (command.name === 'discard') return canDiscard(now) && seen.outcome === now.outcome;
  if (command.name === 'retry-all') return idsOf(toRetriable(seen)) === idsOf(toRetriable(now));
  if (command.name === 'cancel' && command.item === undefined) return canCancel(now);
  const [before, item] = [seen, now].map(({ items }) => items.find(({ id }) => id === command.item));
  if (before === undefined || item?.attempt !== before.attempt) return false;
  return command.name === 'cancel' ? canCancelItem(now, item) : canRetry(now, item);
};

const idsOf = (items: FlowView['items']): string => JSON.stringify(items.map(({ id, attempt }) => [id, attempt]));

const toRequest = ({ links }: FlowView, command: Command): Sent['request'] => {
  const { name, ...body } = command;
  if (name === 'retry-all') return { path: `${links.self}/retry`, body: { all: true } };
  return { path: `${links.self}/${name}`, body };
};
