import { join } from 'node:path';
import type { Client } from './client.ts';
import { connect } from './connect.ts';
import { type Io, homedirOf } from './io.ts';
import type { Parts } from './parts.ts';
import { toRealPath } from './real-path.ts';
import { isWrong, resolveSettings, type Settings, type SettingsFlags } from './settings.ts';
import { usageError } from './cli-error.ts';
import { toSelfCommand } from './self-command.ts';
import { quoteWord } from '../machines/flow/shell-words.ts';

/** The flags of the whole program. */
export type GlobalFlags = SettingsFlags & Readonly<{ json?: boolean | undefined }>;

/** What a command runs with. */
export type Session = Readonly<{
  io: Io;
  parts: Parts;
  flags: GlobalFlags;
  json: boolean;
  /** How to call this program again for the same data. */
  self: string;
  /** How to call Hermes for the same profiles; null when it finds them by itself. */
  hermes: string | null;
  /** Where the data is; throws a usage error when flags or environment are illegal. */
  settings(): Settings;
}>;

export const createSession = (io: Io, parts: Parts, flags: GlobalFlags): Session => {
  const { resolveHermesRoot } = parts;
  const homedir = homedirOf(io);
  const settings = resolveSettings({ flags, env: io.env, cwd: io.cwd(), homedir, resolveHermesRoot, toRealPath });
  return {
    io,
    parts,
    flags,
    json: flags.json === true,
    self: toSelfCommand(io, flags),
    hermes: isWrong(settings) ? null : hermesOf(settings),
    settings: () => {
      if (isWrong(settings)) throw usageError(settings.wrong);
      return settings;
    },
  };
};

const hermesOf = ({ hermesHome, homedir }: Settings): string | null =>
  hermesHome === join(homedir, '.hermes') ? null : `HERMES_HOME=${quoteWord(hermesHome)} hermes`;

/** Connects, does something, and lets go whatever happens. */
export const withClient = async <T>(session: Session, use: (client: Client) => Promise<T>): Promise<T> => {
  const client = await connect(session.parts, session.settings());
  try {
    return await use(client);
  } finally {
    await client.close();
  }
};
