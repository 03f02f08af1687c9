export const exports = {
  menu: 'Export',
  page: 'Save as a page that needs no server',
  records: 'Export the record',
  failed: (why: string) => `The flow could not be exported: ${why}`,
  drop: 'Drop an exported flow to look at it here',
};

export type ExportsText = typeof exports;
