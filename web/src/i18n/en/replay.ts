const count = (n: number, one: string): string => `${n} ${n === 1 ? one : `${one}s`}`;

export const replay = {
  panels: {
    events: 'Events',
    context: 'Context',
    effects: 'Effects',
    problems: 'Problems',
    page: 'Page',
    fork: 'Fork',
  },
  live: 'Live',
  newer: (n: number) => `${count(n, 'newer version')}`,
  backToLive: 'Back to live',
  unreadable: 'This flow cannot be replayed',
  state: 'State',
  path: 'How the machine got there',
  begins: 'begins',
  changed: (n: number) => `${count(n, 'value')} changed`,
  event: 'Event as recorded',
  whole: 'State and context',
  ofWork: 'of work: go to its end',
  problems: {
    none: 'Nothing went wrong in this flow.',
    open: 'Still open',
    mended: 'Mended',
    failed: (n: number) => (n === 1 ? 'Failed once' : `Failed ${n} times`),
    version: (version: number) => `Version ${version}`,
    jump: (item: string, version: number) => `Go to version ${version}, where ${item} failed`,
  },
  legend: {
    label: 'Legend',
    active: 'Is here',
    visited: 'Was here',
    passed: 'Passed through',
    soft: 'With a problem',
    hard: 'Failed',
    untouched: 'Not reached',
  },
};

export type ReplayText = typeof replay;
