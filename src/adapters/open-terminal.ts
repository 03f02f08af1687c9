import { spawn } from 'node:child_process';
import type { OpenTerminal } from '../machines/ports/terminal.ts';
import { findOnPath } from './find-on-path.ts';

export type TerminalOptions = Readonly<{
  /** As Node names it. */
  platform: string;
  /** Environment of the window and of what runs in it. */
  env: Readonly<Record<string, string>>;
}>;

/** Opens the first terminal program there is, in Hermes' order. What runs in it outlives this server. */
export const createOpenTerminal =
  ({ platform, env }: TerminalOptions): OpenTerminal =>
  async (command) => {
    const isDesktop = platform === 'darwin' || Boolean(env['DISPLAY'] || env['WAYLAND_DISPLAY']);
    const known = platform === 'darwin' ? [['osascript', '-e', toAppleScript(command)]] : terminals(command);
    for (const [name = '', ...args] of isDesktop ? known : []) {
      const file = await findOnPath(name, env['PATH'] ?? '');
      if (file !== null) return await start(file, args, env);
    }
    return false;
  };

const terminals = (command: string): readonly (readonly string[])[] => [
  ['x-terminal-emulator', '-e', 'sh', '-lc', command],
  ['gnome-terminal', '--', 'sh', '-lc', command],
  ['konsole', '-e', 'sh', '-lc', command],
  ['xfce4-terminal', '-e', `sh -lc '${command}'`],
  ['mate-terminal', '-e', `sh -lc '${command}'`],
  ['lxterminal', '-e', `sh -lc '${command}'`],
  ['tilix', '-e', 'sh', '-lc', command],
  ['alacritty', '-e', 'sh', '-lc', command],
  ['kitty', 'sh', '-lc', command],
  ['xterm', '-e', 'sh', '-lc', command],
];

const toAppleScript = (command: string) =>
  `tell application "Terminal"\nactivate\ndo script "${command.replaceAll(/[\\"]/g, String.raw`\$&`)}"\nend tell`;

const start = async (file: string, args: readonly string[], env: TerminalOptions['env']): Promise<boolean> => {
  const child = spawn(file, args, { env: { ...env }, detached: true, stdio: 'ignore' });
  child.unref();
  return await new Promise((resolve) => {
    child.once('spawn', () => resolve(true));
    child.once('error', () => resolve(false));
  });
};
