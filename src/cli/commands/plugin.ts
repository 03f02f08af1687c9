import { access } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import {
  findForeign,
  installPlugins,
  pluginNames,
  pluginPath,
  uninstallPlugins,
} from '../../adapters/dashboard-plugin/dashboard-plugin.ts';
import { readEnabled, switchPlugin } from '../../adapters/dashboard-plugin/plugin-switch.ts';
import { CliError } from '../cli-error.ts';
import { exitCodes } from '../exit-code.ts';
import { printJson, printLines } from '../io.ts';
import type { Session } from '../session.ts';
import type { Settings } from '../settings.ts';

/** As far from `src/cli/commands` as from `dist/cli/commands`. */
const source = fileURLToPath(new URL('../../../web/plugin/dist', import.meta.url));

/** Puts our pages into Hermes' dashboard; Hermes shows them once they are enabled, which it does here only when asked to. */
export const installPlugin = async (session: Session, flags: Readonly<{ enable?: boolean }>): Promise<number> => {
  const settings = session.settings();
  const { hermesHome, dataDir } = settings;
  await access(source).catch(() => {
    throw new CliError(`The plugin is not built: ${source} is missing. In a checkout, "npm run build" makes it.`);
  });
  const foreign = await findForeign(hermesHome);
  if (foreign !== null) throw inTheWay(foreign);
  await installPlugins({ source, hermesHome, dataDir, version: session.parts.version });
  if (flags.enable === true) await switchAll(settings, 'enable');
  const enabled = await readEnabled(hermesHome);
  const missing = pluginNames.filter((name) => !enabled.has(name));
  const paths = pluginNames.map((name) => pluginPath(hermesHome, name));
  if (session.json)
    printJson(session.io, { version: session.parts.version, paths, dataDir, enabled: missing.length === 0 });
  else {
    printLines(session.io, `Installed ${session.parts.version} in:`, ...paths.map((path) => `  ${path}`));
    if (missing.length > 0)
      printLines(
        session.io,
        'Hermes shows it once it is enabled:',
        ...missing.map((name) => `  ${toEnableCommand(session, name)}`),
      );
    printLines(
      session.io,
      'A dashboard that runs now must be started again.',
      `The pages need the server: ${session.self} serve`,
    );
  }
  return exitCodes.complete;
};

/** Takes our pages out of Hermes' dashboard, and leaves what is not ours. */
export const uninstallPlugin = async (session: Session): Promise<number> => {
  const settings = session.settings();
  const foreign = await findForeign(settings.hermesHome);
  if (foreign !== null) throw inTheWay(foreign);
  const enabled = await readEnabled(settings.hermesHome);
  // While it is there: Hermes disables only what it finds, and a name left enabled would let in whoever takes it next.
  await switchAll(
    settings,
    'disable',
    pluginNames.filter((name) => enabled.has(name)),
  );
  const done = await uninstallPlugins(settings.hermesHome);
  if (session.json) printJson(session.io, done);
  else {
    const said =
      done.removed === 0 ? 'It was not installed.' : 'Removed. A dashboard that runs now must be started again.';
    printLines(session.io, said, ...done.kept.map((path) => `${path} stays: it holds files we did not install.`));
  }
  return exitCodes.complete;
};

/** How a person enables what is installed. */
export const toEnableCommand = ({ hermes }: Pick<Session, 'hermes'>, name: string): string =>
  `${hermes ?? 'hermes'} plugins enable ${name} --no-allow-tool-override`;

const switchAll = async (
  { hermesHome, env }: Settings,
  to: 'enable' | 'disable',
  names: readonly string[] = pluginNames,
): Promise<void> => {
  for (const name of names) {
    const trouble = await switchPlugin({ hermesHome, env }, name, to);
    if (trouble !== null) throw new CliError(`"hermes plugins ${to} ${name}" failed: ${trouble}`);
  }
};

const inTheWay = (path: string): CliError =>
  new CliError(
    `${path} is not from Profile Builder, so nothing was changed. Move it away, or use another --hermes-home.`,
  );
