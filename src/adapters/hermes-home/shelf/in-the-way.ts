import type { ShelfAnswer } from '../../../machines/ports/profile-shelf.ts';
import type { ShelfOptions } from './shelf.ts';

type Refusal = Extract<ShelfAnswer, { ok: false }>;

/**
 * The refusal when a flow works on a profile; null when none does. To be asked in the profile's turn: a flow that begins
 * later writes later, and finds the profile gone.
 */
export const refuseHeld = async ({ holderOf, actionIn }: ShelfOptions, profile: string): Promise<Refusal | null> => {
  const flow = await holderOf(profile);
  if (flow === null) return toRefusal(profile, await actionIn(profile));
  const message = `The flow ${flow} is working on the profile "${profile}". Wait until it has ended, or cancel it.`;
  return { ok: false, code: 'profile/in-progress', message, flow };
};

/** Hermes would make the directory anew. */
const toRefusal = (profile: string, action: string | null): Refusal | null => {
  const message = `${action} is under way in the profile "${profile}". Wait until it has ended.`;
  return action === null ? null : { ok: false, code: 'profile/in-progress', message };
};

/** The default profile is no directory of its own. */
export const refuseDefault = (message: string): Refusal => ({ ok: false, code: 'profile/default', message });
