import type { z } from 'zod';

/** One operation, as documented. `body` and `query` are the schemas the route parses with, `reply` what it answers. */
export type Operation = Readonly<{
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  path: string;
  summary: string;
  answer: string;
  body?: z.ZodType;
  query?: z.ZodObject;
  reply?: z.ZodType;
  /** Media type of the body; JSON where nothing is said. `type` is the answer's. */
  bodyType?: string;
  type?: string;
  isOpen?: boolean;
}>;
