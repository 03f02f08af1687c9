import { readdirSync, readFileSync } from 'node:fs';
import { type Coverage, countEvent, createTally, toCoverage } from '../src/machines/flow/coverage.ts';
import { currentDefinition } from '../src/machines/flow/definitions.ts';
import { parseExport } from '../src/machines/flow/export.ts';
import { createReplay } from '../src/machines/flow/replay.ts';
import type { StoredRecord } from '../src/machines/ports/event-store.ts';

const corpus = new URL('./corpus/', import.meta.url);

/** The files of the corpus, one flow each. */
export const corpusFiles = (): readonly string[] => readdirSync(corpus).toSorted();

/** The records of a flow of the corpus. */
export const readCorpus = (file: string): readonly StoredRecord[] => {
  const read = parseExport(readFileSync(new URL(file, corpus), 'utf8'));
  if ('records' in read) return read.records;
  throw new Error(`${file}: line ${read.line} is no record`);
};

/** What the flows of the corpus take of the definition new flows get. */
export const corpusCoverage = (): Coverage => {
  const tally = createTally();
  for (const file of corpusFiles()) {
    const replay = createReplay(readCorpus(file));
    for (let version = 1; version <= replay.last; version += 1) {
      const step = replay.step(version);
      if (step) countEvent(tally, step.event, step);
    }
  }
  const coverage = toCoverage(tally, currentDefinition);
  if (!coverage) throw new Error(`There is no definition ${currentDefinition}.`);
  return coverage;
};
