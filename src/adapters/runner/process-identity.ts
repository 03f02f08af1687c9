import { readFile } from 'node:fs/promises';
import { execa } from 'execa';
import type { Host } from './host.ts';

/** Names one process beyond doubt: a pid alone is given to another process sooner or later. */
export type ProcessIdentity = Readonly<{ pid: number; start: string; boot: string }>;

/** Whether exactly this process still runs; one that waits to be reaped does not. */
export const isAlive = async (identity: ProcessIdentity, host: Host): Promise<boolean> => {
  if (identity.boot !== host.boot) return false;
  return (await readStart(identity.pid, host)) === identity.start;
};

/** Parses what `write_identity` of runner.sh writes; `null` when it is not whole. */
export const parseIdentity = (text: string): ProcessIdentity | null => {
  const [pid, start, boot, rest] = text.split('\n');
  if (!pid || !/^\d+$/.test(pid) || start === undefined || boot === undefined || rest === undefined) return null;
  return { pid: Number(pid), start, boot };
};

/** Parts of `/proc/<pid>/stat` (proc(5)); `start` is field 22, in clock ticks since boot. */
export const parseProcStat = (stat: string): { state: string; group: number; start: string } | null => {
  // The name in brackets may hold spaces, brackets and newlines; field 3 follows the last bracket.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state, , group] = fields;
  const start = fields[19];
  return state && group && start ? { state, group: Number(group), start } : null;
};

const readStart = (pid: number, host: Host): Promise<string | null> =>
  host.setsid !== null ? readProcStart(pid) : readPsStart(pid);

const readProcStart = async (pid: number): Promise<string | null> => {
  const stat = await readFile(`/proc/${pid}/stat`, 'latin1').catch(() => '');
  const parsed = parseProcStat(stat);
  return parsed === null || 'ZX'.includes(parsed.state) ? null : parsed.start;
};

const readPsStart = async (pid: number): Promise<string | null> => {
  const { stdout } = await execa('ps', ['-o', 'stat=', '-o', 'lstart=', '-p', String(pid)], {
    env: { PATH: '/usr/bin:/bin', TZ: 'UTC', LC_ALL: 'C' },
    extendEnv: false,
    reject: false,
  });
  const [, state, start] = /^\s*(\S+)\s+(.*\S)\s*$/s.exec(stdout) ?? [];
  return !state || state.startsWith('Z') ? null : (start ?? null);
};
