import { readdir, readFile, readlink } from 'node:fs/promises';
import { kill } from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { isErrno } from '../files/errno.ts';
import type { Host } from './host.ts';
import { isAlive, parseProcStat, type ProcessIdentity } from './process-identity.ts';

/** Ends what a command whose runner is gone left running: its group, if it is still provably the command's. */
export const endOrphans = async (
  command: ProcessIdentity,
  output: string,
  host: Host,
  graceMs: number,
): Promise<void> => {
  if (!(await ownsGroup(command, output, host))) return;
  // A command caught before its setsid has no group yet, so the command itself counts too.
  const isLeft = async (): Promise<boolean> => (await isGroupAlive(command.pid, host)) || isAlive(command, host);
  if (!send(-command.pid, 'SIGTERM') && (await isAlive(command, host))) send(command.pid, 'SIGTERM');
  for (let left = graceMs; left > 0 && (await isLeft()); left -= 50) await sleep(50);
  if (await isLeft()) send(-command.pid, 'SIGKILL');
  for (let left = 1000; left > 0 && (await isLeft()); left -= 50) await sleep(50);
};

/** Ends a group that this process made and whose leader it has as its child: TERM, grace, KILL. */
export const endGroup = async (group: number, host: Host, graceMs: number): Promise<void> => {
  if (!send(-group, 'SIGTERM')) return;
  for (let left = graceMs; left > 0 && (await isGroupAlive(group, host)); left -= 50) await sleep(50);
  if (!(await isGroupAlive(group, host))) return;
  send(-group, 'SIGKILL');
  for (let left = 1000; left > 0 && (await isGroupAlive(group, host)); left -= 50) await sleep(50);
};

/** Sends a signal; false when nobody has that pid (or group, for a negative one). */
export const send = (pid: number, signal: 'SIGTERM' | 'SIGKILL' | 0): boolean => {
  try {
    return kill(pid, signal);
  } catch (error) {
    if (isErrno(error, 'ESRCH')) return false;
    throw error;
  }
};

/** Its leader is the command, or, that being gone, a member still writes to the output of this run. */
const ownsGroup = async (command: ProcessIdentity, output: string, host: Host): Promise<boolean> => {
  if (command.boot !== host.boot) return false;
  if (await isAlive(command, host)) return true;
  for (const pid of await readMembers(command.pid, host)) {
    if (await hasOpen(pid, output)) return true;
  }
  return false;
};

const isGroupAlive = async (group: number, host: Host): Promise<boolean> =>
  send(-group, 0) && (host.setsid === null || (await readMembers(group, host)).length > 0);

/** Living members of a group; empty where there is no `/proc`. */
const readMembers = async (group: number, host: Host): Promise<readonly number[]> => {
  if (host.setsid === null) return [];
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const stats = await Promise.all(
    pids.map(async (pid) => ({ pid, stat: await readFile(`/proc/${pid}/stat`, 'latin1').catch(() => '') })),
  );
  return stats.filter(({ stat }) => isMember(stat, group)).map(({ pid }) => pid);
};

const isMember = (stat: string, group: number): boolean => {
  const parsed = parseProcStat(stat);
  return parsed !== null && parsed.group === group && !'ZX'.includes(parsed.state);
};

const hasOpen = async (pid: number, file: string): Promise<boolean> => {
  const fds = await readdir(`/proc/${pid}/fd`).catch(() => []);
  const targets = await Promise.all(fds.map((fd) => readlink(`/proc/${pid}/fd/${fd}`).catch(() => '')));
  return targets.includes(file);
};
