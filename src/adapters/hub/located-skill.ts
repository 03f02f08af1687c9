import type { HubFault, HubSkill } from '../../machines/ports/skill-hub.ts';

/** A hub skill as it lies on this machine: in a catalog, a folder, a clone. */
export type LocatedSkill = Readonly<{
  ok: true;
  skill: HubSkill;
  /** Absolute. */
  directory: string;
  /** What an install would take along, relative to its directory. */
  files: readonly string[];
  /** Name of the directory it would have in a profile. */
  folder: string;
  /** What Hermes' scanner is told of where it comes from: trust goes by that. */
  scannedAs: string;
}>;

/** What helps where only a Hermes that runs can answer. */
export const START_DASHBOARD = 'Start its dashboard, and this server with --hermes-url.';

export const fault = (code: HubFault['code'], message: string, names?: readonly string[]): HubFault => ({
  ok: false,
  code,
  message,
  ...(names ? { names } : {}),
});
