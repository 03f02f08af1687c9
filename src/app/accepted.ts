import { toFlowView } from '../machines/flow/view.ts';
import type { Core } from './core.ts';
import type { Accepted } from './engine.ts';
import { refuse, type Refused } from './refusal.ts';

/** The answer to a command: the flow at the version its last record made. The same now and when asked again. */
export const acceptedAt = async (core: Core, id: string, version: number): Promise<Accepted | Refused> => {
  const folded = await core.ledger.load(id);
  const flow = folded?.flow.version === version ? folded.flow : await core.ledger.at(id, version);
  return flow ? { view: toFlowView(flow) } : refuse('flow/not-found', `There is no flow ${id}.`, { flow: id });
};
