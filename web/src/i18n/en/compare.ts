const letters = { one: 'A', other: 'B' } as const;

/** What may differ of an event; parts of a plan are called as in a blueprint. */
const traits: Readonly<Record<string, string>> = { type: 'event' };

const toDifference = (names: readonly string[]): string =>
  names.includes('missing') ? 'not in the other' : `differs: ${names.map((name) => traits[name] ?? name).join(', ')}`;

export const compare = {
  leave: 'Leave the comparison',
  letters,
  choose: {
    title: 'Compare with…',
    search: 'Search by profile or flow',
    outcome: 'Outcome',
    anyOutcome: 'Any outcome',
    proposed: 'Proposed',
    newest: 'Newest first',
    origin: 'this was forked from it',
    previous: 'the one before it',
    nothing: 'No other flow matches.',
    loading: 'Loading flows',
  },
  axis: {
    label: 'Go through both',
    step: 'By step',
    clock: 'By clock',
  },
  same: 'The same happened in both.',
  firstDifference: 'First difference',
  nextDifference: 'Next difference (d)',
  definitions: (one: string, other: string) => `They ran by different machines: A by ${one}, B by ${other}.`,
  broken: (version: number) => `The record of version ${version} of B cannot be folded; what is before it is compared.`,
  unreadable: {
    title: 'This flow cannot be compared.',
    body: 'None of its records can be folded.',
  },
  failed: (flow: string) => `${flow} cannot be compared with this flow: choose another one, or leave the comparison.`,
  version: (at: number, last: number) => `version ${at} of ${last}`,
  chart: (letter: string, profile: string) => `State chart of ${letter}, ${profile}`,
  toFlow: (letter: string, profile: string) => `${letter}: open the flow of ${profile}`,
  slider: 'Step',
  place: (at: number, last: number, events: string) => `Step ${at} of ${last}: ${events}`,
  panels: { events: 'Events', items: 'Items' },
  onlyDifferences: 'Only differences',
  differs: toDifference,
  noMatch: 'No event matches.',
  waterfall: 'Items of both over time',
  bar: (item: string, one: string, other: string) => `${item}, A ${one}, B ${other}: go to its end`,
  none: 'not there',
  items: {
    label: 'Items of both flows',
    whole: 'Whole flow',
    difference: 'B − A',
    differs: 'Differs',
    attempt: (attempt: number) => `attempt ${attempt}`,
    events: (count: number) => (count === 1 ? '1 event' : `${count} events`),
  },
};

export type CompareText = typeof compare;
