// The machine and its schemas are a third of the page: they come while the records do, after the page has its frame.
export { parseExport } from '../../../../src/machines/flow/export.ts';
export { createReplay } from '../../../../src/machines/flow/replay.ts';
