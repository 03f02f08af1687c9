import { z } from 'zod';
import { actionRequestSchema } from '../../machines/action.ts';

/** Everything the process of an action is told; no secrets, for anyone on the machine can read its arguments. */
export const actionTaskSchema = z.object({
  name: z.string(),
  profile: z.string(),
  /** Private to the run. */
  directory: z.string(),
  request: actionRequestSchema,
  /** Hermes root: holds `profiles/`. */
  root: z.string(),
  /** The key of digests is in it. */
  dataDir: z.string(),
  homedir: z.string(),
  /** Absolute path of the `hermes` program; null when there is none. */
  hermes: z.string().nullable(),
});
export type ActionTask = z.infer<typeof actionTaskSchema>;

/** How an action ended, in one sentence. */
export type Done = Readonly<{ ok: boolean; said: string }>;
