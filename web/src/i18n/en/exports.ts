export const exports = {
  menu: 'Export',
  page: 'Save as a page that needs no server',
  records: 'Export the record',
  failed: 'The record could not be exported. Try again.',
  drop: 'Drop an exported flow to look at it here',
};

export type ExportsText = typeof exports;
