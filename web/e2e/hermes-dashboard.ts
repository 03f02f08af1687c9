import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Scratch } from '../../tests/e2e/server.ts';

/** Hermes' own dashboard, as its wheel has it, on a free port. */
export type Dashboard = Readonly<{ url: string; token: string; stop(): Promise<void> }>;

const executable = process.env['HERMES_AGENT'] ?? '';

/** Why the real dashboard cannot be started here; null when it can. */
export const whyNoDashboard = (): string | null =>
  existsSync(executable) ? null : 'HERMES_AGENT names no hermes to start a dashboard with';

const TOKEN = 'token-of-the-dashboard';

export const startDashboard = async (scratch: Scratch): Promise<Dashboard> => {
  const child = spawn(executable, ['dashboard', '--port', '0', '--no-open', '--skip-build'], {
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: scratch.homedir,
      HERMES_HOME: scratch.hermes,
      HERMES_DASHBOARD_SESSION_TOKEN: TOKEN,
      PYTHONUNBUFFERED: '1',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = new Promise<void>((resolve) => void child.once('exit', () => resolve()));
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  for await (const line of createInterface({ input: child.stdout })) {
    said += `${line}\n`;
    const port = /HERMES_DASHBOARD_READY port=(\d+)/.exec(line)?.[1];
    if (port === undefined) continue;
    child.stdout.resume();
    return {
      url: `http://127.0.0.1:${port}`,
      token: TOKEN,
      stop: () => {
        child.kill();
        return exited;
      },
    };
  }
  throw new Error(`The dashboard of Hermes did not start: ${said}`);
};
