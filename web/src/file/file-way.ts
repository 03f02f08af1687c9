import { scaleIn } from '../../../src/machines/chart/scale.ts';
import { parseExport } from '../../../src/machines/flow/export.ts';
import type { Drawing, FlowFile } from '../../../src/machines/flow/flow-file.ts';
import { createReplay } from '../../../src/machines/flow/replay.ts';
import { toFlowView } from '../../../src/machines/flow/view.ts';
import type { Way } from '../api/way.ts';

/** A flow in a file, the document it came in, and what is said of all that needs a server. */
export type FileContents = Readonly<{ file: FlowFile; document: string; noServer: string }>;

/** Answers what pages ask a server, from a file: one flow, which ran elsewhere, and nothing else. Nothing ever happens to it. */
export const createFileWay = ({ file, document, noServer }: FileContents): Way => {
  const refusal = { title: noServer, status: 404, detail: noServer, code: 'file/no-server' };
  const answer = ({ pathname, searchParams }: URL): Response | null => {
    const own = `/api/flows/${encodeURIComponent(file.flow)}`;
    if (pathname === own) return toView(file);
    if (pathname === `${own}/export`)
      return new Response(searchParams.get('format') === 'html' ? document : file.records);
    return pathname === '/api/machine' ? Response.json(toMachine(file, searchParams)) : null;
  };
  return {
    token: '',
    fetch: async (url) => answer(new URL(url, 'http://file')) ?? Response.json(refusal, { status: refusal.status }),
    openPort: () => ({ send: () => {}, close: () => {} }),
  };
};

const toView = ({ records }: FlowFile): Response | null => {
  const read = parseExport(records);
  const replay = 'records' in read ? createReplay(read.records) : null;
  const flow = replay?.at(replay.last);
  return flow ? Response.json(toFlowView({ ...flow, imported: { at: flow.at } })) : null;
};

const toMachine = ({ machine, drawings }: FlowFile, asked: URLSearchParams) => {
  const panel = { width: Number(asked.get('width')), height: Number(asked.get('height')) };
  const fitting = drawings.filter(({ notes }) => notes === (asked.get('notes') ?? 'none'));
  const { chart, layout } = choose(fitting, panel);
  return { ...machine, definitions: [machine.definition], chart, layout };
};

type Panel = Parameters<typeof scaleIn>[1];

/** The drawing that is shrunk least in the panel. */
const choose = (drawings: readonly Drawing[], panel: Panel): Pick<Drawing, 'chart' | 'layout'> =>
  drawings.reduce((best, drawing) => (scaleIn(drawing.layout, panel) > scaleIn(best.layout, panel) ? drawing : best));
