import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { InstallersOptions } from '../adapters/installers/installers.ts';

const INSTALL_TIMEOUT_MS = 10 * 60_000;

/** Of an action as a whole: building an MCP server can take a while. */
export const ACTION_TIMEOUT_MS = 30 * 60_000;

type From = Readonly<{
  env: Readonly<Record<string, string>>;
  /** Absolute path of the `hermes` program; null when there is none. */
  hermes: string | null;
  pathOf: (profile: string) => string;
  digestTree: (directory: string) => Promise<string>;
}>;

/** What installers are made of, in the server and in the process of an action. */
export const toInstallerOptions = ({ env, hermes, pathOf, digestTree }: From): InstallersOptions => ({
  hermes: hermes === null ? null : { executable: hermes, env: only(env, HERMES_VARIABLES) },
  skillsCli: { node: process.execPath, script: createRequire(import.meta.url).resolve('skills/bin/cli.mjs') },
  baseEnv: env,
  profilePath: pathOf,
  digestTree,
  outputPath: (directory) => join(directory, '../output'),
  timeoutMs: INSTALL_TIMEOUT_MS,
});

const HERMES_VARIABLES = ['HERMES_BUNDLED_SKILLS', 'HERMES_OPTIONAL_SKILLS', 'GITHUB_TOKEN', 'GH_TOKEN'];

const only = (env: Readonly<Record<string, string>>, names: readonly string[]): Record<string, string> =>
  Object.fromEntries(Object.entries(env).filter(([name]) => names.includes(name)));
