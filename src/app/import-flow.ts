import { definitions, findDefinition } from '../machines/flow/definitions.ts';
import { parseExport } from '../machines/flow/export.ts';
import type { Flow } from '../machines/flow/fold.ts';
import { FLOW_ID } from '../machines/flow/flow-id.ts';
import { parseRecord } from '../machines/flow/record.ts';
import type { Transition } from '../machines/flow/transition.ts';
import { toDifference, verifyFlow } from '../machines/flow/verify.ts';
import { toFlowView } from '../machines/flow/view.ts';
import type { NewRecord, StoredRecord } from '../machines/ports/event-store.ts';
import type { Core } from './core.ts';
import type { Engine } from './engine.ts';
import { toImportAppend } from './imported.ts';
import { type Folded, streamOf } from './ledger.ts';
import { isRefused, refuse, type Refused } from './refusal.ts';

type Announce = (flow: Flow, transitions: readonly Transition[]) => void;

/** Takes a flow over from another log as it was recorded there: every byte checked, and never to be changed here. */
export const createImportFlow =
  (core: Core, announce: Announce): Engine['importFlow'] =>
  async (text) => {
    const recording = readRecording(core, text);
    if (isRefused(recording)) return recording;
    const { id } = recording;
    return core.queue.run(id, async () => {
      const known = await core.ledger.load(id);
      if (known) return (await isPartOf(core, recording)) ? { view: toFlowView(known.flow), isNew: false } : other(id);
      const folded = await keep(core, recording);
      if (!folded) return other(id);
      announce(folded.flow, await core.ledger.transitions(id, 0));
      return { view: toFlowView(folded.flow), isNew: true };
    });
  };

type Recording = Readonly<{ id: string; records: readonly StoredRecord[]; version: number; hash: string }>;

/** The flow of an export, if it holds: its lines, its definition, its ids, and every hash. */
const readRecording = ({ deps }: Core, text: string): Recording | Refused => {
  const read = parseExport(text);
  if ('line' in read) return invalid(`Line ${read.line}, version ${read.version}, is no record. Is the file complete?`);
  const { records } = read;
  const [first] = records;
  if (!first) return invalid('The file is empty.');
  const start = parseRecord(first);
  if (start?.type !== 'flow.started')
    return invalid(`Its version ${first.version} is ${first.type} where it should begin with flow.started.`);
  const { flow: id, definition } = start.data;
  if (!findDefinition(definition)) return unknownDefinition(definition);
  const stray = records.find(({ correlation }) => correlation !== id);
  if (stray) return invalid(`Its version ${stray.version} belongs to "${stray.correlation}", the flow is "${id}".`);
  if (!FLOW_ID.test(id)) return invalid(`"${id}" cannot be the id of a flow.`);
  const commands = records.flatMap(({ command }) => command ?? []);
  if (new Set(commands).size < commands.length) return invalid('Two of its records name the same command.');
  const verdict = verifyFlow(records, deps.sha256);
  if (!verdict.ok) return differs(id, toDifference(verdict) ?? '');
  return { id, records, version: verdict.version, hash: verdict.hash };
};

/** Whether the log holds these very records: a recording of the same flow, then or later. */
const isPartOf = async ({ ledger }: Core, { id, version, hash }: Recording): Promise<boolean> =>
  (await ledger.records(id, version - 1, 1))[0]?.hash === hash;

/** Null when another process has recorded the id meanwhile. */
const keep = async ({ deps, ledger }: Core, { id, records, version, hash }: Recording): Promise<Folded | null> => {
  const at = deps.clock.now().toISOString();
  const result = await deps.store.append([
    { stream: streamOf(id), expected: 0, records: records.map(toNew) },
    toImportAppend(id, { version, hash, at, sha256: deps.sha256 }),
  ]);
  ledger.forget(id);
  return result.kind === 'appended' ? ledger.load(id) : null;
};

const toNew = ({ stream: _stream, version: _version, position: _position, ...rest }: StoredRecord): NewRecord => rest;

const invalid = (what: string): Refused => refuse('import/invalid', `This is not the export of a flow. ${what}`);

const unknownDefinition = (definition: string): Refused =>
  refuse(
    'import/unknown-definition',
    `Its version 1 names the machine ${definition}; known here: ${Object.keys(definitions).join(', ')}. Import it with the program that wrote it, or a later one.`,
  );

const differs = (id: string, difference: string): Refused =>
  refuse(
    'import/differs',
    `The export of ${id} was changed or is incomplete, at ${difference}. Export it again where it ran.`,
    { flow: id },
  );

const other = (id: string): Refused =>
  refuse('flow/exists', `There is a flow ${id} here already, and what it recorded is not what the file says.`, {
    flow: id,
  });
