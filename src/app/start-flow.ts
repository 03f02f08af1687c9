import { canonical } from '../machines/flow/canonical.ts';
import { currentDefinition } from '../machines/flow/definitions.ts';
import type { EventData, ForkedFrom } from '../machines/flow/events.ts';
import type { PlanEdit, PlanInput } from '../machines/flow/plan.ts';
import { isProfileId, parseProfileName, toProfileId } from '../machines/flow/profile-name.ts';
import { sealPlan } from '../machines/flow/secrets.ts';
import type { Core } from './core.ts';
import type { Deps } from './deps.ts';
import type { Accepted, CommandOptions } from './engine.ts';
import { acceptedAt } from './accepted.ts';
import { keyReused } from './command.ts';
import { refuseImported } from './imported.ts';
import { isRefused, refuse, type Refused } from './refusal.ts';
import { inProgress, readReservation } from './reservation.ts';

/** Starts a flow; `forkedFrom` names the one it was forked from. */
export type StartFlow = (
  input: PlanInput,
  options?: CommandOptions,
  forkedFrom?: ForkedFrom,
) => Promise<Accepted | Refused>;

/** Records a new flow, if the name can be had; its first effect starts when the record is durable. */
export const createStartFlow =
  (core: Core): StartFlow =>
  async (input, { key } = {}, forkedFrom?: ForkedFrom) => {
    const request = core.deps.vault.digest(canonical(forkedFrom ? { ...input, forkedFrom } : input));
    // A key names its flow, so that the log itself knows a repeated command.
    const id =
      key === undefined ? core.deps.ids.next('flw') : `flw_${core.deps.vault.digest(`key:${key}`).slice(0, 26)}`;
    return core.queue.run(id, async () => {
      const again = key === undefined ? null : await repeated(core, id, request);
      if (again) return again;
      const plan = await toLegalPlan(core, input);
      return isRefused(plan) ? plan : record(core, id, plan, { key, request, forkedFrom });
    });
  };

const repeated = async (core: Core, id: string, request: string): Promise<Accepted | Refused | null> => {
  const folded = await core.ledger.load(id);
  if (!folded) return null;
  const readOnly = refuseImported(folded.flow);
  if (readOnly) return readOnly;
  const [first] = folded.commands.values();
  if (first?.request !== request) return keyReused(id);
  return acceptedAt(core, id, 1);
};

/** The plan with its names as they will be, or why no machine would start it. */
export const checkPlan = <P extends PlanEdit>(input: P): P | Refused => {
  const name = parseProfileName(input.name);
  if (!name.ok) return refuse(name.code, name.message);
  if (input.clone && input.skills.mode === 'none')
    return refuse(
      'skills/none-with-clone',
      'A clone brings its skills along: choose "bundle" or "exactly", or do not clone.',
    );
  const clone = input.clone && { ...input.clone, from: toProfileId(input.clone.from) };
  return { ...input, name: name.name, ...(clone && { clone }) };
};

const toLegalPlan = async ({ deps }: Core, input: PlanInput): Promise<PlanInput | Refused> => {
  const plan = checkPlan(input);
  if (isRefused(plan) || !plan.clone) return plan;
  const { from } = plan.clone;
  if (isProfileId(from) && (await deps.home.exists(from))) return plan;
  return refuse('clone/source-missing', `There is no profile "${from}" to clone. Choose one that exists.`);
};

const record = async (
  core: Core,
  id: string,
  input: PlanInput,
  { key, request, forkedFrom }: { key: string | undefined; request: string; forkedFrom: ForkedFrom | undefined },
): Promise<Accepted | Refused> => {
  const { plan, secrets } = sealPlan(input);
  const profile = plan.name;
  if (await core.deps.home.exists(profile)) return taken(core.deps, profile);
  const { notices } = core.deps;
  const data: EventData<'flow.started'> = {
    definition: currentDefinition,
    flow: id,
    profile,
    plan,
    notices: [...notices],
    request,
    ...(forkedFrom && { forkedFrom }),
  };
  core.ledger.expectNew(id);
  const command = key ?? core.deps.ids.next('cmd');
  const flow = await core.commit(id, () => ({ facts: [{ type: 'flow.started', data }], command, secrets }));
  if (flow === null) return refuse('internal/unexpected', 'The flow could not be recorded. Try again.');
  return isRefused(flow) ? flow : acceptedAt(core, id, 1);
};

/** The name is in use: by a flow that is still at it, or by a profile. */
const taken = async ({ store, home }: Deps, profile: string): Promise<Refused> => {
  const { holder } = await readReservation(store, profile);
  if (holder !== null) return inProgress(profile, holder);
  return refuse(
    'profile/exists',
    `Profile '${profile}' already exists at ${home.pathOf(profile)}. Choose another name.`,
  );
};
