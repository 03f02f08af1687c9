import type { Chart, Noted } from '../chart/chart.ts';
import type { ChartLayout } from '../ports/chart-layout.ts';
import type { Graph } from './graph.ts';

/** The chart of a flow as it was laid out for a panel. */
export type Drawing = Readonly<{ notes: Noted; chart: Chart; layout: ChartLayout }>;

/** What a page that opens without a server carries of a flow. */
export type FlowFile = Readonly<{
  flow: string;
  /** The export of the flow, byte for byte. */
  records: string;
  machine: Readonly<{ definition: string; graph: Graph; mermaid: string }>;
  /** At least one. */
  drawings: readonly Drawing[];
}>;

/** Id of the element that carries it. */
export const FLOW_FILE = 'flow-file';

const OPEN = `<script type="application/json" id="${FLOW_FILE}">`;
const CLOSE = '</script>';

/** The page with the flow in it; `page` has the element, empty. */
export const writeFlowFile = (page: string, file: FlowFile): string =>
  page.replace(OPEN + CLOSE, () => OPEN + toScriptText(file) + CLOSE);

/** The export in a file somebody chose: in a page that carries one, or as it is. */
export const toExportText = (text: string): string => {
  const start = text.indexOf(OPEN);
  if (start < 0) return text;
  const json = text.slice(start + OPEN.length, text.indexOf(CLOSE, start));
  return readRecords(json) ?? text;
};

/** JSON that no HTML parser takes for markup. It is the same JSON: `<` stands in its strings only. */
const toScriptText = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c');

const readRecords = (json: string): string | null => {
  try {
    const file: unknown = JSON.parse(json);
    if (typeof file !== 'object' || file === null || !('records' in file)) return null;
    return typeof file.records === 'string' ? file.records : null;
  } catch {
    return null;
  }
};
