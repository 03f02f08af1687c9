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
  machine: 'Machine',
  machineDescription: 'The states a create goes through, and what leads from one to the next.',
  chart: {
    label: 'State chart',
    state: (name: string, light: StateLight | null, leadsTo: readonly string[]) =>
      [
        `State ${name}`,
        light && `: ${phases[light.phase]}${tones[light.tone]}`,
        leadsTo.length > 0 && `. Leads to ${leadsTo.join(', ')}`,
      ]
        .filter(Boolean)
        .join(''),
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    fit: 'Show the whole chart',
  },
};
