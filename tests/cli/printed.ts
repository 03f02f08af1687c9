import { z } from 'zod';

/** The objects a command printed with --json, one a line. */
export const objectsIn = (out: string) =>
  out
    .trim()
    .split('\n')
    .map((line) => z.record(z.string(), z.unknown()).parse(JSON.parse(line)));

/** The versions of the transitions it printed; what comes last is the flow. */
export const versionsIn = (out: string) =>
  objectsIn(out)
    .slice(0, -1)
    .map(({ version }) => version);
