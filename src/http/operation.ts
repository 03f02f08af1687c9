import type { z } from 'zod';

/** One operation, as documented. `body` and `query` are the schemas the route parses with, `reply` what it answers. */
export type Operation = Readonly<{
  method: 'get' | 'post' | 'put' | 'delete';
  path: string;
  summary: string;
  answer: string;
  body?: z.ZodType;
  query?: z.ZodObject;
  reply?: z.ZodType;
  type?: string;
  isOpen?: boolean;
}>;
