import { access, readFile } from 'node:fs/promises';
import { execa } from 'execa';

/** What the machine offers for supervising processes. */
export type Host = Readonly<{
  /** A POSIX shell, by absolute path. */
  shell: string;
  /**
   * Path of setsid(1), on a machine that has `/proc` as well. `null` (macOS): job control of the shell gives commands
   * their own group, and start times come from ps(1), in whole seconds only.
   */
  setsid: string | null;
  /** Differs after every boot. */
  boot: string;
}>;

/** Finds out what this machine offers; what is `known` is taken as it is. */
export const detectHost = async (known: Partial<Host>): Promise<Host> => ({
  shell: known.shell ?? '/bin/sh',
  setsid: known.setsid === undefined ? await findSetsid() : known.setsid,
  boot: known.boot ?? (await readBoot()),
});

const findSetsid = async (): Promise<string | null> => {
  if (!(await exists('/proc/self/stat'))) return null;
  for (const path of ['/usr/bin/setsid', '/bin/setsid', '/run/current-system/sw/bin/setsid']) {
    if (await exists(path)) return path;
  }
  return null;
};

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

const readBoot = async (): Promise<string> => {
  const linux = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '');
  if (linux !== '') return linux.trim();
  const mac = await execa('/usr/sbin/sysctl', ['-n', 'kern.bootsessionuuid'], {
    env: {},
    extendEnv: false,
    reject: false,
  });
  return mac.stdout?.trim() || 'unknown';
};
