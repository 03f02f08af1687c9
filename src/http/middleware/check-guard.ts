import { createMiddleware } from 'hono/factory';
import { headerOf, type HttpContext, type HttpEnv, nodeOf, type Parts } from '../env.ts';
import { checkArrival } from '../guard.ts';
import { sendProblem } from '../problem.ts';

/** Turns away what does not come from this machine's own pages and programs. */
export const checkGuard = ({ allowedHosts }: Pick<Parts, 'allowedHosts'>) =>
  createMiddleware<HttpEnv>(async (c, next) => {
    const { incoming } = nodeOf(c);
    const refusal = checkArrival(
      {
        method: c.req.method,
        target: incoming ? (incoming.url ?? '') : c.req.path,
        hosts: incoming ? hostsOf(incoming.rawHeaders) : hostOf(c),
        isStream: c.req.path.endsWith('/stream'),
        header: headerOf(c),
      },
      allowedHosts(),
    );
    return refusal ? sendProblem(c, refusal) : next();
  });

/** Node keeps only the first of two Host headers; the raw list has both. */
const hostsOf = (rawHeaders: readonly string[]): readonly string[] =>
  rawHeaders.filter((_, index) => index % 2 === 1 && rawHeaders[index - 1]?.toLowerCase() === 'host');

const hostOf = (c: HttpContext): readonly string[] => [c.req.header('host') ?? new URL(c.req.url).host];
