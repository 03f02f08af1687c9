import type { Page } from '@playwright/test';
import type { Effect } from '../../src/machines/flow/effects.ts';
import type { FlowView, ItemView } from '../../src/machines/flow/view.ts';
import { toEndCard } from '../src/flow/end-card.ts';
import { toHeadline } from '../src/flow/headline.ts';
import { isStoppedWithFlow } from '../src/flow/item-facts.ts';
import { toLabel } from '../src/flow/names.ts';
import { toProgress } from '../src/flow/progress.ts';
import { flow as words } from '../src/i18n/en/flow.ts';
import { type Change, diffData } from '../src/lab/replay/context-diff.ts';
import type { Told } from './told-by-cli.ts';

/** What the chart shows: the state the flow is in, and how each item in it stands. */
export const chartOn = (page: Page) =>
  page.locator('section[aria-label="State chart"]').evaluate((chart) => ({
    state: chart.querySelector<HTMLElement>('[data-phase=active]')?.dataset['state'],
    lanes: [...chart.querySelectorAll<HTMLElement>('[data-lane]')].map(({ dataset }) => ({
      item: dataset['lane'],
      status: dataset['status'],
    })),
  }));

type ChartShown = Awaited<ReturnType<typeof chartOn>>;

/** The same as it should be; an item that is not there yet is pending. */
export const toChartShown = ({ view }: Told, { lanes }: ChartShown): ChartShown => ({
  state: view.state,
  lanes: lanes.map(({ item }) => ({ item, status: view.items.find(({ id }) => id === item)?.state ?? 'pending' })),
});

/** What the panel of the context shows: the state, and each value that changed. */
export const contextOn = (page: Page) =>
  page.getByRole('tabpanel').evaluate((panel) => ({
    state: panel.querySelector('[data-part=state]')?.textContent,
    changes: [...panel.querySelectorAll('dl > div')].map((row) => ({
      path: row.querySelector('dt')?.textContent ?? '',
      before: row.querySelector('del')?.textContent,
      after: row.querySelector('ins')?.textContent,
    })),
  }));

/** The panel shows no more of them. */
const MOST_CHANGES = 60;

/** The changes that a view of the flow tells of, in the order of their paths. What an item owes is told by its effects. */
export const toKnownChanges = (changes: readonly Change[]): readonly Change[] =>
  [...changes]
    .filter(({ path }) => !/^context\.(closing|cancelling|path)$|^context\.items\..*\.(index|inFlight|run)$/.test(path))
    .sort((a, b) => (a.path < b.path ? -1 : 1));

export const toContextShown = (before: Told | null, { view }: Told) => ({
  state: view.state,
  changes: toKnownChanges(diffData(before ? toKnown(before.view) : {}, toKnown(view))),
});

/** All of a long list, or of a cut one what is in it. */
export const isCut = (changes: readonly Change[]): boolean => changes.length === MOST_CHANGES;

const toKnown = (view: FlowView): object => {
  const { id: flow, profile, plan, startedAt, endedAt, outcome, notices, items, state } = view;
  const known = items.map((item) => [item.id, toKnownItem(item)]);
  return {
    state,
    context: { flow, profile, plan, startedAt, endedAt, outcome, notices, items: Object.fromEntries(known) as object },
  };
};

const toKnownItem = ({ id, kind, state, attempt, ...rest }: ItemView): object => {
  const { name = null, startedAt = null, endedAt = null, pid = null, stopping = false, problem } = rest;
  const { item: _, ...own } = problem ?? { item: id };
  return { id, kind, name, state, attempt, startedAt, endedAt, stopping, pid, problem: problem ? own : null };
};

/** What the panel of the effects shows: those owed, and those the event settled. */
export const effectsOn = (page: Page) =>
  page.getByRole('tabpanel').evaluate((panel) => {
    const [owed = [], settled = []] = [...panel.querySelectorAll('section')].map((part) =>
      [...part.querySelectorAll('li')].map((row) => [...row.children].map((piece) => piece.textContent).join(' ')),
    );
    return { owed, settled };
  });

export const toEffectsShown = (before: Told | null, { asked, pending }: Told) => {
  const isNew = ({ key }: Effect) => asked.some((effect) => effect.key === key);
  const isOwed = ({ key }: Effect) => pending.some((effect) => effect.key === key);
  return {
    owed: pending.map((effect) => toEffectText(effect) + (isNew(effect) ? ' asked for now' : '')),
    settled: (before?.pending ?? []).filter((effect) => !isOwed(effect)).map(toEffectText),
  };
};

const toEffectText = ({ key, type, params }: Effect): string =>
  [key, type, ...('item' in params ? [params.item] : [])].join(' ');

/** What the user's page shows, as far as it is said in words: headline, progress, the card, and each item. */
export const pageOn = (page: Page) =>
  page.getByRole('tabpanel').evaluate((panel) => ({
    headline: panel.querySelector('h2')?.textContent,
    progress: panel.querySelector('progress')?.getAttribute('aria-valuetext'),
    text: panel.textContent,
    items: [...panel.querySelectorAll<HTMLElement>('[data-item]')].map(({ dataset, textContent }) => ({
      id: dataset['item'] ?? '',
      state: dataset['state'],
      text: textContent,
    })),
  }));

type PageShown = Awaited<ReturnType<typeof pageOn>>;

/** What is missing on the user's page, or stands there otherwise than it should; empty when nothing does. */
export const findWrong = (shown: PageShown, { view }: Told): readonly string[] => {
  const { total, done, problems, stopped } = toProgress(view);
  const { progress } = words;
  const parts = [problems > 0 && progress.problems(problems), stopped > 0 && progress.stopped(stopped)];
  const expected = {
    headline: toHeadline(view, words),
    progress: [progress.done(done, total), ...parts.filter(Boolean)].join(', '),
    items: toSortedText(view.items),
  };
  const found = {
    headline: shown.headline,
    progress: shown.progress,
    items: toSortedText(shown.items),
  };
  const missing = [...toEndCard(view, words).sentences, ...view.notices.map(({ message }) => message)];
  return [
    ...(['headline', 'progress', 'items'] as const)
      .filter((part) => found[part] !== expected[part])
      .map((part) => `${part}: ${found[part]} instead of ${expected[part]}`),
    ...missing.filter((text) => !shown.text.includes(text)),
    ...view.items.flatMap((item) => findMissing(shown, view, item)),
  ];
};

const toSortedText = (items: readonly Readonly<{ id: string; state: string | undefined }>[]): string =>
  items
    .map(({ id, state }) => `${id} ${state}`)
    .sort()
    .join('\n');

const findMissing = ({ items }: PageShown, view: FlowView, item: ItemView): readonly string[] => {
  const text = items.find(({ id }) => id === item.id)?.text ?? '';
  const { words: label, code } = toLabel(item, view, words);
  const problem = isStoppedWithFlow(view, item) ? undefined : item.problem?.message;
  const attempt = item.attempt > 1 ? words.attempt(item.attempt) : undefined;
  return [label, code, problem, attempt].filter((part) => part !== undefined && !text.includes(part)).map(String);
};
