/** Directories a fresh profile has. Source: hermes_cli create_profile. */
export const FRESH_DIRECTORIES = [
  'memories',
  'sessions',
  'skills',
  'skins',
  'logs',
  'plans',
  'workspace',
  'cron',
  'home',
] as const;

/** `.env` of a profile without keys: three comment lines, as long as Hermes' own. */
export const EMPTY_DOT_ENV = `# Keys and tokens of this Hermes profile, one KEY=value a line.
# What is set here wins over the shell that starts Hermes.
# Keep this file private: never share it.
`;

/** Persona of a profile nobody described: one paragraph, no newline at its end, as long as Hermes' own. */
export const DEFAULT_SOUL =
  'You are Hermes Agent, a capable, patient and even-tempered assistant made to get real work done. You answer questions, ' +
  'read, write and repair code, look into data, help with texts and ideas, and act through what tools you have been ' +
  'given. You say plainly what you know, what you only suppose, and what you could not find out. You prefer being ' +
  'useful to being long, keep to your task unless told otherwise below, look before you change anything, and report ' +
  'what you did in words that a very busy person can follow.';

/** What stands in the marker that keeps Hermes from seeding bundled skills; only its being there counts. */
export const NO_BUNDLED_SKILLS = `This profile was created without bundled skills.
Delete this file to let Hermes add them at its next update.
`;

/** Whether a SOUL.md could be the default that Hermes puts back when it is missing (513 bytes, one paragraph). */
export const isHermesDefaultSoul = (text: string): boolean =>
  text === DEFAULT_SOUL || (text.startsWith('You are Hermes Agent') && text.length === 513 && !text.includes('\n'));
