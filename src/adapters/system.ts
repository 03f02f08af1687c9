import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock, Ids } from '../machines/ports/clock.ts';

/** Time as this machine has it. */
export const systemClock: Clock = {
  now: () => new Date(),
  sleep: (ms, signal) => sleep(ms, undefined, { signal }),
};

/** 130 random bits, as 26 of 0-9 and a-v. */
export const systemIds: Ids = {
  next: (prefix) => `${prefix}_${Array.from(randomBytes(26), (byte) => (byte % 32).toString(32)).join('')}`,
};
