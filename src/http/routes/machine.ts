import { Hono } from 'hono';
import { isRefused, type Refusal } from '../../app/refusal.ts';
import { toChart } from '../../machines/chart/chart.ts';
import { toLanes } from '../../machines/chart/lanes.ts';
import { toSvg } from '../../machines/chart/to-svg.ts';
import { currentDefinition, definitions } from '../../machines/flow/definitions.ts';
import { toGraph, toMermaid } from '../../machines/flow/graph.ts';
import { parseShape } from '../body.ts';
import type { HttpEnv, Parts } from '../env.ts';
import { coverageQuery, machineQuery } from '../params.ts';
import { sendProblem } from '../problem.ts';
import { noFlow } from './flows.ts';

/** The chart a flow runs on, as data and as a drawing; without a flow that of a definition, the one new flows get. */
export const machineRoutes = ({ engine, layChartOut }: Parts) =>
  new Hono<HttpEnv>()
    .get('/machine', async (c) => {
      const query = parseShape(machineQuery, c.req.query(), 'query');
      if (isRefused(query)) return sendProblem(c, query.refusal);
      const { flow: id, definition: asked = currentDefinition, notes, format, ...panel } = query.body;
      const flow = id === undefined ? null : await engine.flow(id);
      if (id !== undefined && !flow) return sendProblem(c, noFlow(id));
      const definition = flow?.definition ?? asked;
      const graph = toGraph(definition);
      const mermaid = toMermaid(definition);
      if (!graph || mermaid === null) return sendProblem(c, flow ? unknown(definition) : noDefinition(definition));
      if (format === 'mermaid') return c.text(mermaid, 200, noCache);
      const chart = toChart(graph, flow ? toLanes(Object.values(flow.snapshot.context.items)) : {}, notes);
      const layout = await layChartOut(chart, panel);
      if (format === 'svg') return c.body(toSvg(chart, layout), 200, { ...noCache, 'Content-Type': 'image/svg+xml' });
      return c.json({ definition, definitions: Object.keys(definitions), graph, mermaid, chart, layout }, 200, noCache);
    })
    .get('/machine/coverage', async (c) => {
      const query = parseShape(coverageQuery, c.req.query(), 'query');
      if (isRefused(query)) return sendProblem(c, query.refusal);
      const { definition = currentDefinition } = query.body;
      const coverage = await engine.coverage(definition);
      return coverage
        ? c.json(coverage, 200, { 'Cache-Control': 'no-store' })
        : sendProblem(c, noDefinition(definition));
    });

const noDefinition = (definition: string): Refusal => ({
  code: 'machine/not-found',
  message: `There is no definition "${definition}"; there are: ${Object.keys(definitions).join(', ')}.`,
});

const noCache = { 'Cache-Control': 'no-cache' };

const unknown = (definition: string): Refusal => ({
  code: 'flow/unreadable',
  message: `This version does not know the definition ${definition}.`,
});
