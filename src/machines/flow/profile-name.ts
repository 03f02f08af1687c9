/** Hermes' rule for a profile id, after normalising. Source: hermes_cli profile names. */
export const PROFILE_NAME = /^[a-z0-9][a-z0-9_-]{0,63}$/;

export type ProfileNameCode = 'name/empty' | 'name/invalid' | 'name/reserved' | 'name/default';

/** A profile id Hermes accepts, or why the name cannot be one. */
export type ProfileName =
  | Readonly<{ ok: true; name: string }>
  | Readonly<{ ok: false; code: ProfileNameCode; message: string }>;

/** Names Hermes refuses for profiles and for aliases. Source: hermes_cli profile names. */
export const RESERVED_NAMES: ReadonlySet<string> = new Set(['hermes', 'test', 'tmp', 'root', 'sudo']);

/** The id of a name as typed: trimmed and lower-case. May still be illegal. */
export const toProfileId = (typed: string): string => typed.trim().toLowerCase();

/** Whether there can be a profile of this id, `default` included; anything else would be a path, not a name. */
export const isProfileId = (id: string): boolean => PROFILE_NAME.test(id);

/** Normalises a name for a new profile, or says why there can be no profile of that name. */
export const parseProfileName = (typed: string): ProfileName => {
  const name = toProfileId(typed);
  if (name === '') return refused('name/empty', 'A profile needs a name. Type one of letters, digits, "-" and "_".');
  if (name === 'default')
    return refused('name/default', '"default" is the profile Hermes always has. Choose another name.');
  if (!PROFILE_NAME.test(name)) return refused('name/invalid', illegal(typed));
  if (RESERVED_NAMES.has(name))
    return refused('name/reserved', `Hermes keeps the name "${name}" for itself. Choose another name.`);
  return { ok: true, name };
};

const illegal = (typed: string) =>
  `"${typed}" cannot be a profile name. Use 1 to 64 letters, digits, "-" and "_", starting with a letter or digit.`;

const refused = (code: ProfileNameCode, message: string): ProfileName => ({ ok: false, code, message });
