import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { send } from '../../runner/end-group.ts';
import { parseProcStat } from '../../runner/process-identity.ts';

/** The gateway process of a profile, by its files: proved alive, the same process, and a gateway. Null when there is none. */
export const findGateway = async (profile: string): Promise<number | null> =>
  (await provedPid(await readRecord(join(profile, 'gateway.pid')))) ??
  (await provedPid(running(await readRecord(join(profile, 'gateway_state.json')))));

/** Ends the gateway of a profile, if one runs: asked to, and after `graceMs` made to. */
export const stopGateway = async (profile: string, graceMs = 10_000): Promise<void> => {
  const pid = await findGateway(profile);
  if (pid === null || !send(pid, 'SIGTERM')) return;
  for (let left = graceMs; left > 0; left -= 50) {
    if ((await findGateway(profile)) !== pid) return;
    await sleep(50);
  }
  send(pid, 'SIGKILL');
};

const recordSchema = z.union([
  z.number().transform((pid) => ({ pid, start_time: undefined, gateway_state: undefined })),
  z.object({ pid: z.coerce.number(), start_time: z.number().nullish(), gateway_state: z.string().nullish() }),
]);
type GatewayRecord = z.infer<typeof recordSchema>;

const readRecord = async (path: string): Promise<GatewayRecord | null> => {
  try {
    return recordSchema.safeParse(JSON.parse(await readFile(path, 'utf8'))).data ?? null;
  } catch {
    return null;
  }
};

const STOPPED: ReadonlySet<string> = new Set(['stopped', 'startup_failed']);

const running = (record: GatewayRecord | null): GatewayRecord | null =>
  record?.gateway_state && !STOPPED.has(record.gateway_state) ? record : null;

const provedPid = async (record: GatewayRecord | null): Promise<number | null> => {
  if (record === null || !Number.isInteger(record.pid) || record.pid <= 1) return null;
  const directory = `/proc/${record.pid}`;
  const stat = parseProcStat(await readFile(join(directory, 'stat'), 'latin1').catch(() => ''));
  if (stat === null || 'ZX'.includes(stat.state)) return null;
  if (typeof record.start_time === 'number' && String(record.start_time) !== stat.start) return null;
  const words = (await readFile(join(directory, 'cmdline'), 'utf8').catch(() => '')).split('\0');
  return isGatewayCommand(words) ? record.pid : null;
};

/** `gateway status` and the like are no gateway. */
const isGatewayCommand = (words: readonly string[]): boolean =>
  words.some((word) => /(?:^|\/)(?:gateway\/run\.py|hermes-gateway)$/.test(word)) ||
  (words.some((word) => /hermes_cli[./]main|(?:^|\/)hermes$/.test(word)) &&
    /\0gateway(?:\0+(?:run|restart))?(?:\0+-|\0*$)/.test(`\0${words.join('\0')}`));
