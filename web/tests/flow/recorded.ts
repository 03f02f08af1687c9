import { type Flow, fold } from '../../../src/machines/flow/fold.ts';
import { parseRecord } from '../../../src/machines/flow/record.ts';
import { type FlowView, toFlowView } from '../../../src/machines/flow/view.ts';
import { corpusFiles, readCorpus } from '../../../tests/corpus-files.ts';

/** A recorded flow at each of its versions. */
export const foldRecorded = (file: string): readonly Flow[] => {
  const flows: Flow[] = [];
  for (const stored of readCorpus(file)) {
    const event = parseRecord(stored);
    const step = event && fold(flows.at(-1) ?? null, event);
    if (!step) throw new Error(`${file}: version ${stored.version} cannot be folded.`);
    flows.push(step.flow);
  }
  return flows;
};

/** Views of a recorded flow, one for each version. */
export const viewsOf = (name: string): readonly FlowView[] => foldRecorded(`${name}.ndjson`).map(toFlowView);

/** A recorded flow as it ended. */
export const endOf = (name: string): FlowView => {
  const last = viewsOf(name).at(-1);
  if (!last) throw new Error(`${name} is empty.`);
  return last;
};

export const recordedNames = corpusFiles().map((file) => file.replace('.ndjson', ''));
