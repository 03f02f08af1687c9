import { Hono } from 'hono';
import { isRefused, type Refusal } from '../../app/refusal.ts';
import { toExportLine } from '../../machines/flow/export.ts';
import { parseShape } from '../body.ts';
import { createWriteFlow } from '../documents/flow-file.ts';
import type { HttpEnv, Parts } from '../env.ts';
import { exportQuery, FLOW } from '../params.ts';
import { sendProblem } from '../problem.ts';
import { noFlow } from './flows.ts';

/** A flow to take along: its records, or a page that shows them. */
export const exportRoutes = (parts: Parts) => {
  const { engine } = parts;
  const writeFlow = createWriteFlow(parts);
  return new Hono<HttpEnv>().get(`/flows/${FLOW}/export`, async (c) => {
    const id = c.req.param('id');
    const query = parseShape(exportQuery, c.req.query(), 'query');
    if (isRefused(query)) return sendProblem(c, query.refusal);
    const records = await engine.records(id, 0);
    if (records.length === 0) return sendProblem(c, noFlow(id));
    const lines = records.map(toExportLine).join('');
    if (query.body.format === 'ndjson') return c.body(lines, 200, toHeaders(`${id}.ndjson`, 'application/x-ndjson'));
    const flow = await engine.flow(id, records.length);
    if (!flow) return sendProblem(c, noFlow(id));
    const page = await writeFlow(flow, lines);
    return page === null ? sendProblem(c, notBuilt) : c.body(page, 200, toHeaders(`${id}.html`, 'text/html'));
  });
};

/** It is for a disk: opened here, it would run beside the page. */
const toHeaders = (file: string, type: string) => ({
  'Cache-Control': 'no-store',
  'Content-Type': `${type}; charset=utf-8`,
  'Content-Disposition': `attachment; filename="${file}"`,
  'Content-Security-Policy': 'sandbox',
});

const notBuilt: Refusal = {
  code: 'page/not-built',
  message:
    'The page that a flow is written into was never built here: run "npm run build" in the directory of the program.',
};
