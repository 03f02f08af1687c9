import type { EventType } from '../../../../src/machines/flow/events.ts';
import type { Source } from '../../../../src/machines/flow/trial.ts';

const count = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`;

const sources: Readonly<Record<Source, string>> = {
  kept: 'kept',
  carried: 'carried',
  chosen: 'chosen',
  plain: 'plain',
};

const endings: Partial<Record<EventType, string>> = {
  'identity.created': 'is made',
  'identity.rejected': 'is rejected',
  'alias.skipped': 'is skipped',
  'model.skipped': 'is skipped',
  'install.timed-out': 'times out',
  'install.cancelled': 'is cancelled',
};

/** What an event that ends an item says of it. */
const ending = (event: EventType): string => endings[event] ?? (event.endsWith('.failed') ? 'fails' : 'succeeds');

export const fork = {
  title: (at: number) => `What if, from version ${at}`,
  hint: 'Choose other answers, or another plan. What would have come of it is worked out in this page: nothing is recorded or done.',
  reset: 'Take all of it back',
  unknown: 'The machine of this flow is not known here, so it cannot be forked.',
  verdict: {
    recorded: 'As recorded',
    going: 'If all that is left succeeds',
    would: 'What would have become of it',
    nothingChosen: 'Nothing is chosen yet.',
    otherOutcome: (now: string, before: string) => `${now} instead of ${before.toLowerCase()}.`,
    stillRunning: (now: string) => `${now}; as recorded, it has not ended yet.`,
    sameOutcome: (now: string) => `${now}, as recorded.`,
    items: (n: number) => `${count(n, 'item')} ${n === 1 ? 'ends' : 'end'} otherwise`,
    noItems: 'Every item ends as recorded.',
    none: 'not there',
    attempt: (state: string, attempt: number) => (attempt > 1 ? `${state}, attempt ${attempt}` : state),
    became: 'then',
    more: (n: number) => `and ${n} more`,
    first: (version: number) => `First difference: version ${version}`,
    instead: (after: string, before: string) => `${after} instead of ${before}`,
    sooner: (before: string) => `it ends before ${before}`,
    longer: (after: string) => `it goes on with ${after}`,
    sameEvent: (event: string) => `${event}, with another content`,
  },
  answers: {
    title: 'Answers',
    none: 'Nothing is left to be answered: everything had ended by this version.',
    start: 'Fork from the beginning',
    beforeFailure: 'Fork before the first failure',
    search: 'Search the items',
    noMatch: 'No item matches.',
    of: (item: string, attempt: number) =>
      attempt > 1 ? `How attempt ${attempt} of ${item} ends` : `How ${item} ends`,
    attempt: (attempt: number) => `attempt ${attempt}`,
    problemOf: (item: string) => `The problem of ${item}`,
    asRecorded: (event: EventType) => `As recorded: ${ending(event)}`,
    asPlain: (event: EventType) => `Not recorded: ${ending(event)}`,
    asLeft: 'As it would be',
    ending: (event: EventType) => {
      const word = ending(event);
      return word.slice(0, 1).toUpperCase() + word.slice(1);
    },
    problem: 'It failed because it was chosen to.',
    unusedTitle: 'Answers that come to nothing',
    unused: (item: string, event: EventType, at: number) =>
      `“${item} ${ending(event)}” changes nothing: after version ${at} this is not asked for, or cannot end like that.`,
    remove: (item: string) => `Remove the answer for ${item}`,
  },
  plan: {
    title: 'Plan',
    changed: 'changed',
    hint: 'It takes the place of the original from the start. What was recorded still counts where it fits: choose other answers for what your change mends. ${NAME} is a secret; it stays as it is and is not shown.',
    label: 'The plan, as a blueprint',
    reset: 'Back to the recorded plan',
    fault: (line: string, what: string) => `Line ${line}: ${what}`,
    faults: 'As long as this is wrong, the plan before it counts.',
  },
  events: {
    title: (n: number) => `Events of the fork: ${n}`,
    sources,
    sourceOf: {
      kept: 'recorded up to the version forked at',
      carried: 'recorded later, and still what the machine takes',
      chosen: 'an answer chosen here',
      plain: 'a success nobody recorded, since nothing else was there',
    } satisfies Record<Source, string>,
    legend: 'Where an event comes from',
    first: 'first difference',
  },
  next: {
    title: (n: number) => `What can happen next: ${n}`,
    hint: 'Press an answer to see what would become of the flow.',
    none: 'Nothing: the flow is at its end.',
    commands: 'Commands',
    flow: 'the flow',
    stays: (state: string) => `stays in ${state}`,
    choose: 'See what would become of it',
  },
  run: {
    title: 'Run it as a new flow',
    hint: 'Really makes a profile with this plan, from the beginning. Answers are not used: what happens decides.',
    open: 'Run as a new flow',
    mend: 'Mend the plan first.',
    ask: 'Run it as a new flow?',
    made: (profile: string) =>
      `A new flow starts at its beginning on this machine and makes the profile ${profile}: its directory, and all that the plan asks for. It names this flow as the one it was forked from, which stays as it is.`,
    planAt: (at: number) => `The plan is the one of version ${at}.`,
    planChanged: 'The plan is the one you changed.',
    answers: 'The answers you chose are not used: what really happens decides.',
    name: 'Name of the new profile',
    nameHint: 'No other profile may have it.',
    secrets: 'Secrets',
    secretsGone: 'The secrets of a flow are destroyed when it ends. Enter them for the new one.',
    needed: 'This is needed.',
    confirm: 'Create the profile',
  },
};

export type ForkText = typeof fork;
