import type { StoredRecord } from '../machines/ports/event-store.ts';
import type { DiscardAnswer } from '../machines/ports/profile-home.ts';
import type { Wrote } from '../machines/ports/result.ts';
import { parseRecord } from '../machines/flow/record.ts';
import { findUnderWay } from './action-runs.ts';
import { runCommand } from './command.ts';
import type { Proposal } from './commit.ts';
import type { Core } from './core.ts';
import type { Engine } from './engine.ts';
import type { Folded } from './ledger.ts';
import { refuse, type Refused } from './refusal.ts';

/** Removes the profile this flow made, if nobody has used it since. */
export const createDiscard =
  (core: Core): Engine['discard'] =>
  (flow, { confirm }, options = {}) =>
    runCommand(core, {
      flow,
      body: { discard: confirm },
      options,
      decide: (folded, request) => decide(core, folded, { confirm, request }),
    });

const decide = async (
  core: Core,
  { flow: { snapshot, version } }: Folded,
  { confirm, request }: { confirm: string; request: string },
): Promise<Proposal | Refused> => {
  const { flow, profile } = snapshot.context;
  if (confirm !== profile)
    return refuse(
      'confirm/mismatch',
      `To discard this profile, confirm with its name "${profile}"; "${confirm}" was sent.`,
      { flow },
    );
  const data = { outcome: 'discarded', request } as const;
  const event = {
    type: 'flow.discarded',
    data,
    version: version + 1,
    at: snapshot.context.startedAt,
    causation: null,
  } as const;
  // Nothing may be moved for a command the chart will refuse.
  if (!snapshot.can(event))
    return refuse(
      'flow/not-allowed',
      `Only a flow that is done or cancelled can be discarded; this one is "${snapshot.value}".`,
      { flow },
    );
  const action = await findUnderWay(core.deps.runner, profile);
  if (action !== null)
    return refuse('profile/in-progress', `${action} is under way in "${profile}". Wait until it has ended.`, { flow });
  const answer = await core.deps.home.prepareDiscard({ flow, profile }, toWrote(await core.ledger.records(flow, 0)));
  return answer.ok ? { facts: [{ type: 'flow.discarded', data }], prepared: answer } : inUse(flow, profile, answer);
};

/** What the flow left on disk: the last word of its records on each path. */
const toWrote = (records: readonly StoredRecord[]): Wrote =>
  records.reduce<Wrote>((all, record) => {
    const data = parseRecord(record)?.data;
    return data && 'wrote' in data ? { ...all, ...data.wrote } : all;
  }, {});

const inUse = (flow: string, profile: string, { code, paths }: Extract<DiscardAnswer, { ok: false }>): Refused =>
  code === 'profile/missing'
    ? refuse(code, `There is no profile "${profile}" any more that this flow made.`, { flow })
    : refuse(
        code,
        `The profile "${profile}" was used since: ${paths.join(', ')}. Delete it in Hermes if you mean it.`,
        { flow, names: paths },
      );
