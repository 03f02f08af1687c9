import type { PlanEdit } from '../../../../src/machines/flow/plan.ts';
import type { FlowView } from '../../../../src/machines/flow/view.ts';
import { ApiProblem } from '../../api/api-problem.ts';
import { type ApiClient, withIdempotencyKey } from '../../api/client.ts';

/** A plan to start as a flow of its own, and the version of the flow it was forked from. */
export type Run = Readonly<{ flow: string; at: number; plan: PlanEdit }>;

/** Starts it, and gives the new flow. The same thing sent again, also when no answer came, is started once. */
export const createRunFork = (api: ApiClient, newKey: () => string) => {
  const unanswered = new Map<string, string>();
  return async ({ flow: id, ...change }: Run): Promise<FlowView> => {
    const body = { ...change, run: true };
    const what = JSON.stringify([id, body]);
    const key = unanswered.get(what) ?? newKey();
    unanswered.set(what, key);
    try {
      const path = `/api/flows/${encodeURIComponent(id)}/fork`;
      return (await api.send<{ flow: FlowView }>('POST', path, { body, headers: withIdempotencyKey(key) })).flow;
    } catch (error) {
      if (error instanceof ApiProblem) unanswered.delete(what);
      throw error;
    }
  };
};
