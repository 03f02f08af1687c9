import type { CommandOptions } from '../app/engine.ts';
import { isRefused, type Refused, refuse } from '../app/refusal.ts';
import type { HttpContext } from './env.ts';
import { parseIfMatch } from './versions.ts';

const KEY = /^[\x21-\x7e]{1,255}$/;

/** What a client sent beside a command: `Idempotency-Key` and `If-Match`. */
export const readOptions = (c: HttpContext): Refused | { options: CommandOptions } => {
  const key = c.req.header('idempotency-key');
  if (key !== undefined && !KEY.test(key)) {
    return refuse(
      'idempotency/key-invalid',
      'Idempotency-Key must be 1 to 255 visible ASCII characters without blanks.',
    );
  }
  const match = parseIfMatch(c.req.header('if-match'));
  if (isRefused(match)) return match;
  return { options: { key, ifVersion: match.version } };
};
