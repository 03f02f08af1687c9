import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { dirname, delimiter } from 'node:path';
import { createCli } from './cli.ts';
import type { Scratch } from './server.ts';

/** The real dashboard, as Hermes' wheel has it. */
export type Dashboard = Readonly<{
  url: string;
  /** Asks it as its own pages do. */
  call(path: string, init?: RequestInit): Promise<Response>;
  stop(): Promise<void>;
}>;

/** The hermes program named for tests; empty when there is none. */
export const hermes: string = process.env['HERMES_AGENT']?.trim() ?? '';

const TOKEN = 'token-of-the-dashboard';

/** A dashboard on a free port, with our plugin installed and enabled in its home. */
export const startDashboard = async (scratch: Scratch): Promise<Dashboard> => {
  const env = { PATH: [dirname(hermes), process.env['PATH']].join(delimiter) };
  const { code, err } = await createCli(scratch).run(['plugin', 'install', '--enable'], { env });
  if (code !== 0) throw new Error(`the plugin was not installed: ${err}`);
  const child = spawn(hermes, ['dashboard', '--port', '0', '--no-open', '--skip-build'], {
    env: {
      ...env,
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
    const url = `http://127.0.0.1:${port}`;
    return {
      url,
      call: (path, init = {}) => {
        const headers = new Headers(init.headers);
        headers.set('X-Hermes-Session-Token', TOKEN);
        return fetch(url + path, { ...init, headers });
      },
      stop: () => {
        child.kill();
        return exited;
      },
    };
  }
  throw new Error(`The dashboard of Hermes did not start: ${said}`);
};
