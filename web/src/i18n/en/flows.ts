const count = (n: number, one: string): string => `${n} ${n === 1 ? one : `${one}s`}`;

export const flows = {
  title: 'Flows',
  description: 'Every create there was, newest first, with all that was recorded.',
  list: 'Flows',
  search: 'Search by profile or flow',
  filters: 'Show',
  filter: {
    all: 'All',
    none: 'Under way',
    complete: 'Complete',
    'with-problems': 'With problems',
    rejected: 'Rejected',
    cancelled: 'Cancelled',
    discarded: 'Discarded',
  },
  found: (n: number, hasMore: boolean) => (hasMore ? `More than ${count(n, 'flow')}` : count(n, 'flow')),
  loading: 'Loading flows',
  /** What a flow under way is about. */
  stages: {
    identity: 'Making the directory',
    model: 'Setting the model',
    mcp: 'Adding MCP servers',
    skills: 'Choosing skills',
    spawned: 'Starting installs',
    installing: 'Installing hub skills',
    done: 'Finishing',
    rejected: 'Finishing',
    cancelled: 'Finishing',
    discarded: 'Finishing',
  },
  stopping: 'Stopping',
  unfinished: 'Not finished',
  progress: (settled: number, all: number) => `${settled} of ${all}`,
  problems: (n: number) => count(n, 'problem'),
  imported: 'Imported',
  forkOf: (flow: string, version: number) => `Fork of ${flow} at version ${version}`,
  empty: {
    title: 'No flows yet',
    body: 'Each time a profile is created, a flow records every step: what was done, how long it took, what went wrong. It can be watched live, tried again and replayed.',
    command: 'Or in a terminal:',
  },
  nothing: {
    title: 'No flow matches',
    action: 'Show all flows',
  },
  import: {
    action: 'Import a flow',
    refused: (file: string) => `${file} was not imported`,
    done: (profile: string) => `The flow of ${profile} was imported. It can be read and replayed.`,
    known: (profile: string) => `The flow of ${profile} was here already.`,
  },
};

export type FlowsText = typeof flows;
