import { canonical } from '../machines/flow/canonical.ts';
import { acceptedAt } from './accepted.ts';
import type { Proposal } from './commit.ts';
import type { Core } from './core.ts';
import type { Accepted, CommandOptions } from './engine.ts';
import { refuseImported } from './imported.ts';
import type { Folded } from './ledger.ts';
import { isRefused, refuse, type Refused } from './refusal.ts';

/** What a command on an existing flow wants recorded. `request` marks its records as one command's. */
export type Decide = (folded: Folded, request: string) => Promise<Proposal | Refused> | Proposal | Refused;

type Command = Readonly<{ flow: string; body: unknown; options: CommandOptions; decide: Decide }>;

/** Carries a command out once: looked up by its key, held to the version it names, decided on the flow as it is. */
export const runCommand = (core: Core, { flow: id, body, options, decide }: Command): Promise<Accepted | Refused> =>
  core.queue.run(id, async () => {
    const folded = await core.ledger.load(id);
    if (!folded) return noFlow(id);
    const readOnly = refuseImported(folded.flow);
    if (readOnly) return readOnly;
    const request = core.deps.vault.digest(canonical(body));
    const known = options.key === undefined ? undefined : folded.commands.get(options.key);
    if (known) return known.request === request ? acceptedAt(core, id, known.version) : keyReused(id);
    const { version } = folded.flow;
    if (options.ifVersion !== undefined && options.ifVersion !== version)
      return movedOn(id, options.ifVersion, version);
    const command = options.key ?? core.deps.ids.next('cmd');
    const flow = await core.commit(id, async (current) => {
      const proposal = await decide(current ?? folded, request);
      return isRefused(proposal) ? proposal : { ...proposal, command };
    });
    if (flow === null) return noFlow(id);
    return isRefused(flow) ? flow : acceptedAt(core, id, flow.version);
  });

export const noFlow = (id: string): Refused =>
  refuse('flow/not-found', `There is no flow ${id}. It may belong to another data directory.`, { flow: id });

/** The same key with another body is a mistake of the client, never a second command. */
export const keyReused = (id: string): Refused =>
  refuse('idempotency/key-reused', 'This Idempotency-Key was sent before with another body. Send a new key.', {
    flow: id,
  });

const movedOn = (id: string, wanted: number, actual: number): Refused =>
  refuse('flow/version-mismatch', `You saw version ${wanted}; the flow is at ${actual}. Look again and repeat.`, {
    flow: id,
  });
