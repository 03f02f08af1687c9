import { inspectPlugins, pluginNames, type PluginState } from '../../adapters/dashboard-plugin/dashboard-plugin.ts';
import { readEnabled } from '../../adapters/dashboard-plugin/plugin-switch.ts';
import { toEnableCommand } from '../commands/plugin.ts';
import type { Session } from '../session.ts';
import type { Settings } from '../settings.ts';
import type { Finding } from './finding.ts';

const what = 'Dashboard plugin';

/** Our pages inside Hermes' dashboard: whole, of this version, for this data, enabled, and with a server to talk to. */
export const checkPlugin = async (session: Session, settings: Settings, hasServer: boolean): Promise<Finding> => {
  const install = `${session.self} plugin install`;
  const plugins = await inspectPlugins(settings.hermesHome);
  const foreign = plugins.find(({ place }) => place.is === 'foreign');
  if (foreign) return note(`${foreign.path} is not from Profile Builder`, `Move it away, then: ${install}`);
  if (plugins.every(({ place }) => place.is === 'free'))
    return { what, state: 'ok', found: `not installed; "${install}" puts it in place` };
  const broken = findBroken(plugins);
  if (broken !== null) return { what, state: 'problem', found: broken, todo: `Install it again: ${install}` };
  const stale = findStale(plugins, session.parts.version, settings.dataDir);
  if (stale !== null) return note(stale, `Install it again: ${install}`);
  const enabled = await readEnabled(settings.hermesHome);
  const disabled = pluginNames.filter((name) => !enabled.has(name));
  const found = `${session.parts.version} in ${plugins.map(({ path }) => path).join(' and ')}`;
  if (disabled.length > 0)
    return note(`${found}, not enabled`, disabled.map((name) => toEnableCommand(session, name)).join(' && '));
  if (!hasServer) return note(`${found}, but no server runs for it`, `Start it: ${session.self} serve`);
  return { what, state: 'ok', found };
};

const note = (found: string, todo: string): Finding => ({ what, state: 'note', found, todo });

const findBroken = (plugins: readonly PluginState[]): string | null => {
  const broken = plugins.find(({ place, damage }) => place.is === 'free' || damage.length > 0);
  if (!broken) return null;
  const { path, damage } = broken;
  return damage.length === 0
    ? `${path} is missing`
    : `${path} is not as it was installed: ${damage.slice(0, 5).join(', ')}`;
};

const findStale = (plugins: readonly PluginState[], version: string, dataDir: string): string | null => {
  for (const { path, place } of plugins) {
    if (place.is !== 'ours') continue;
    if (place.receipt.version !== version) return `${path} is of version ${place.receipt.version}, this is ${version}`;
    if (place.receipt.dataDir !== dataDir)
      return `${path} asks the server of ${place.receipt.dataDir}, not of ${dataDir}`;
  }
  return null;
};
