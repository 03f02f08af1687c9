import type { StateLight } from '../../../../src/machines/chart/lights.ts';

const phases: Readonly<Record<StateLight['phase'], string>> = {
  untouched: 'not reached',
  visited: 'was here',
  active: 'is here',
};
const tones: Readonly<Record<StateLight['tone'], string>> = {
  ok: '',
  soft: ', with a problem',
  hard: ', failed',
};

export const lab = {
  replay: (profile: string) => `Replay of ${profile}`,
  toFlow: 'Open the flow',
  comparison: (profile: string) => `Comparison of ${profile}`,
  compare: 'Compare with…',
  kinds: { initial: 'starts here', active: 'under way', resting: 'at rest', final: 'final' },
  stays: 'stays',
  broken: (version: number) => `The record of version ${version} cannot be folded; what is before it is shown.`,
  forkHere: 'Fork here',
  forkShown: (version: number, last: number) => `The fork at version ${version} of ${last}`,
  forkedFrom: (version: number) => `Forked at version ${version} of another flow`,
  panelsLabel: 'What to look at',
  searchEvents: 'Search the events',
  matches: (shown: number, all: number) => (shown === all ? String(all) : `${shown} of ${all}`),
  noMatch: 'No event matches.',
  moreChanges: (count: number) => `and ${count} more: see the whole context.`,
  owed: (count: number) => `Effects owed: ${count}`,
  settled: (count: number) => `Settled by this event: ${count}`,
  askedNow: 'asked for now',
  waterfall: 'Items over time',
  transport: {
    label: 'Replay',
    first: 'First event (Home)',
    previous: 'Previous event (k)',
    play: 'Play (Space)',
    pause: 'Pause (Space)',
    next: 'Next event (j)',
    last: 'Last event (End)',
    nextFailure: 'Next failure (f)',
    version: 'Version',
    place: (at: number, last: number, event: string) => `Version ${at} of ${last}: ${event}`,
    pace: 'Pace',
    paces: { real: 'Real pace', '1': '1 a second', '4': '4 a second', '16': '16 a second' },
  },
  machine: 'Machine',
  machineDescription: 'The states a create goes through, and what leads from one to the next.',
  chart: {
    label: 'State chart',
    state: (name: string, light: (StateLight & { isPassed: boolean }) | null, leadsTo: readonly string[]) =>
      [
        `State ${name}`,
        light && `: ${light.isPassed ? 'passed through now' : phases[light.phase]}${tones[light.tone]}`,
        leadsTo.length > 0 && `. Leads to ${leadsTo.join(', ')}`,
      ]
        .filter(Boolean)
        .join(''),
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    fit: 'Show the whole chart',
  },
};
