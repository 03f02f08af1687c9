import { Hono } from 'hono';
import { isRefused } from '../../app/refusal.ts';
import { IMPORT_BYTES, readLines } from '../body.ts';
import type { HttpEnv, Parts } from '../env.ts';
import { sendProblem } from '../problem.ts';
import { toEtag } from '../versions.ts';

/** Taking over flows of other logs: 201, or 200 when the flow was here already. */
export const importRoutes = ({ engine }: Parts) =>
  new Hono<HttpEnv>().post('/flows/import', async (c) => {
    const read = await readLines(c, IMPORT_BYTES);
    if (isRefused(read)) return sendProblem(c, read.refusal);
    const answer = await engine.importFlow(read.text);
    if (isRefused(answer)) return sendProblem(c, answer.refusal);
    const { view, isNew } = answer;
    return c.json({ flow: view, links: view.links }, isNew ? 201 : 200, {
      Location: view.links.self,
      ETag: toEtag(view.version),
      'Cache-Control': 'no-store',
    });
  });
