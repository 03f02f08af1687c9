import { z } from 'zod';
import { isRefused, refuse, type Refusal, type Refused } from '../app/refusal.ts';
import { PROFILE_NAME } from '../machines/flow/profile-name.ts';
import type { ProfileSettings } from '../machines/ports/profile-settings.ts';
import { parseShape } from './body.ts';
import type { HttpContext } from './env.ts';
import { sendProblem } from './problem.ts';

/** `?profile=` as Hermes' dashboard takes it: blank and `current` mean this server's own, the default. */
export const profileQuery = z.object({ profile: z.string().max(256).optional() });

/** The profile a request names, that is there. Names are not normalised here: Hermes does not either. */
export const findProfile = async (
  settings: ProfileSettings,
  ...named: readonly (string | null | undefined)[]
): Promise<Refused | { profile: string }> => {
  const name = named.map((one) => one?.trim() ?? '').find((one) => one !== '') ?? '';
  if (name === '' || name.toLowerCase() === 'current' || name === 'default') return { profile: 'default' };
  if (!PROFILE_NAME.test(name)) return refuse('name/invalid', `Invalid profile name: "${name}".`);
  if (await settings.exists(name)) return { profile: name };
  return refuse('profile/not-found', `Profile '${name}' does not exist.`);
};

/** The profile that a body, or else the query, names. */
export const profileOf = async (
  c: HttpContext,
  settings: ProfileSettings,
  named?: string | null,
): Promise<Refused | { profile: string }> => {
  const query = parseShape(profileQuery, c.req.query(), 'query');
  return isRefused(query) ? query : await findProfile(settings, named, query.body.profile);
};

/** Answers a refusal with the status Hermes' dashboard has for it. */
export const refuseProfile = (c: HttpContext, { refusal }: Refused) =>
  sendProblem(c, refusal, refusal.code === 'name/invalid' ? { status: 400 } : {});

/** Answers why a change of a profile was not made. */
export const refuseChange = (c: HttpContext, { code, message }: Refusal) => sendProblem(c, { code, message });
