import { findOnPath } from '../../adapters/find-on-path.ts';
import { CliError, toMessage } from '../cli-error.ts';
import { cannotCompose } from '../connect.ts';
import { exitCodes } from '../exit-code.ts';
import { countSignals, type Io, printJson, printLines } from '../io.ts';
import type { Composition } from '../parts.ts';
import type { Session } from '../session.ts';
import type { Settings } from '../settings.ts';

/** Runs the server until a signal: the first closes it cleanly, the second ends it at once. */
export const serve = async (session: Session): Promise<number> => {
  const { io, parts } = session;
  const settings = session.settings();
  const stopped = Promise.withResolvers<void>();
  const signals = countSignals(io, (count) => (count > 1 ? io.exit(exitCodes.interrupted) : stopped.resolve()));
  try {
    const composed = await parts.compose(settings);
    if (!composed.ok) throw cannotCompose(composed);
    try {
      const listening = await listen(composed, settings);
      announce(session, composed, { ...listening, git: await findOnPath('git', settings.env['PATH'] ?? '') });
      await stopped.promise;
    } finally {
      await composed.close();
    }
  } finally {
    signals.stop();
  }
  return exitCodes.complete;
};

type Listening = Awaited<ReturnType<Composition['serve']>>;

const listen = async (composed: Composition, { host, port }: Settings): Promise<Listening> => {
  try {
    return await composed.serve();
  } catch (error) {
    throw new CliError(toListenText(error, host, port), { exitCode: exitCodes.cannotStart, cause: error });
  }
};

const toListenText = (error: unknown, host: string, port: number): string => {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  const tried = `Cannot listen on ${host}:${port}`;
  if (code === 'EADDRINUSE')
    return `${tried}: another program uses that port. Give another with --port, or 0 for any free one.`;
  if (code === 'EACCES')
    return `${tried}: the system does not let this user use that port. Give one above 1023 with --port.`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return `${tried}: this machine has no such address. Give another with --host.`;
  return `${tried}: ${toMessage(error)}.`;
};

type Found = Listening & Readonly<{ git: string | null }>;

const announce = ({ io, json }: Session, { info, token }: Composition, found: Found): void => {
  const { url } = found;
  if (json) printJson(io, { event: 'listening', url, token, version: info.version });
  else printWelcome(io, info, found);
};

const printWelcome = (io: Io, { version, hermes, home, dataDir }: Composition['info'], found: Found): void => {
  const foundHermes = hermes
    ? `${hermes.version} at ${hermes.executable}`
    : 'not found: skills from git and folders are installed by the embedded installer, "official/…" ones cannot be';
  const withoutGit = '  Git     not found: skills from git repositories cannot be installed until it is';
  printLines(
    io,
    `Profile Builder ${version}`,
    '',
    `  Open    ${found.loginUrl}`,
    `  Hermes  ${foundHermes}`,
    ...(found.git === null ? [withoutGit] : []),
    `  Home    ${home} (profiles are made here)`,
    `  Data    ${dataDir}`,
    '',
    'Ctrl-C stops the server; installs that run go on. "profile-builder url" prints a fresh link.',
  );
};
