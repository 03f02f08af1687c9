import { join } from 'node:path';
import type { Size } from '../../machines/chart/box.ts';
import { type Noted, toChart } from '../../machines/chart/chart.ts';
import { toLanes } from '../../machines/chart/lanes.ts';
import type { Flow } from '../../machines/flow/fold.ts';
import { type Drawing, type FlowFile, writeFlowFile } from '../../machines/flow/flow-file.ts';
import { toGraph, toMermaid } from '../../machines/flow/graph.ts';
import type { Parts } from '../env.ts';
import { createReadDocument } from './read-document.ts';

/** Writes a flow and its export into a page that opens without a server; null while that page is not built. */
export type WriteFlow = (flow: Flow, records: string) => Promise<string | null>;

/** Whatever the replay can ask for. */
const NOTES = ['none', 'items'] as const;

/** Nothing is laid out without a server: these panels, flat, square and tall, stand for all there are. */
const PANELS = [
  { width: 1400, height: 400 },
  { width: 900, height: 640 },
  { width: 360, height: 640 },
];

export const createWriteFlow = ({
  pageDirectory,
  layChartOut,
}: Pick<Parts, 'pageDirectory' | 'layChartOut'>): WriteFlow => {
  const readPage = createReadDocument(join(pageDirectory, 'flow-file.html'));
  return async (flow, records) => {
    const page = await readPage();
    if (page === null) return null;
    const { definition } = flow;
    const [graph, mermaid] = [toGraph(definition) ?? { nodes: [], edges: [] }, toMermaid(definition) ?? ''];
    const lanes = toLanes(Object.values(flow.snapshot.context.items));
    const draw = async (notes: Noted, panel: Size): Promise<Drawing> => {
      const chart = toChart(graph, lanes, notes);
      return { notes, chart, layout: await layChartOut(chart, panel) };
    };
    const wanted = NOTES.flatMap((notes) => PANELS.map((panel) => draw(notes, panel)));
    const file: FlowFile = {
      flow: flow.snapshot.context.flow,
      records,
      machine: { definition, graph, mermaid },
      drawings: withoutRepeated(await Promise.all(wanted)),
    };
    return writeFlowFile(page, file);
  };
};

const withoutRepeated = (drawings: readonly Drawing[]): readonly Drawing[] => [
  ...new Map(drawings.map((drawing) => [JSON.stringify(drawing), drawing])).values(),
];
