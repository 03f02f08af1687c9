import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { createSqliteEventStore } from '../../src/adapters/stores/sqlite-event-store.ts';
import { createScratch } from '../../tests/e2e/server.ts';
import { recordLongFlow } from '../../tests/fixtures/long-flow.ts';
import { expect, test as base } from './lists-fixture.ts';
import { type Best, bestOf, countNodes, report, slowestInteraction } from './measure.ts';
import { eventLine, expectAt, openPanel, openReplay, slider } from './replay-fixture.ts';

const BUILT_MS = 400;
const DRAWN_MS = 1000;
const INTERACTION_MS = 100;
const MOST_NODES = 1500;

const FLOW = 'flw_long';
const records = recordLongFlow(FLOW, 1665);
const LAST = records.length;

const test = base.extend({
  // Playwright reads the names of fixtures off a pattern.
  // oxlint-disable-next-line no-empty-pattern
  scratch: async ({}, use) => {
    const scratch = await createScratch();
    await mkdir(scratch.data, { recursive: true, mode: 0o700 });
    const store = createSqliteEventStore({ path: join(scratch.data, 'events.db') });
    const own = records.map(({ stream: _, version: __, position: ___, ...one }) => one);
    await store.append([{ stream: `flow-${FLOW}`, expected: 0, records: own }]);
    await store.close();
    await use(scratch);
    await scratch.remove();
  },
});

test.describe.configure({ timeout: 120_000 });

/** From the press of the link to the replay until its chart is lit, and from the last byte of the records to the controls. */
const timeOpening = async (page: Page): Promise<{ drawn: number; built: number }> => {
  await page.goto(`/flows/${FLOW}`);
  await page.getByRole('link', { name: 'Replay' }).waitFor();
  return page.evaluate(async () => {
    const begun = performance.now();
    document.querySelector<HTMLElement>('a[href$="/replay"]')?.click();
    const until = async (selector: string) => {
      while (!document.querySelector(selector)) await new Promise(requestAnimationFrame);
      return performance.now();
    };
    const [drawn, ready] = await Promise.all([until('[data-phase=active]'), until('[role=toolbar] input[type=range]')]);
    const [read] = performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('/export'));
    return { drawn: drawn - begun, built: ready - ((read as PerformanceResourceTiming | undefined)?.responseEnd ?? 0) };
  });
};

test('26 five thousand events are built within 400 ms, and their chart is drawn within a second', async ({ page }) => {
  const figures = {
    built: await bestOf(BUILT_MS, async () => (await timeOpening(page)).built),
    drawn: await bestOf(DRAWN_MS, async () => (await timeOpening(page)).drawn),
  };
  report(`${LAST} events`, figures);
  expect(figures.built.ms).toBeLessThanOrEqual(BUILT_MS);
  expect(figures.drawn.ms).toBeLessThanOrEqual(DRAWN_MS);
});

const interactions: readonly (readonly [what: string, act: (page: Page) => Promise<void>])[] = [
  [
    'step',
    async (page) => {
      for (const key of ['j', 'k', 'j', 'j', 'f', 'k', 'f']) await page.keyboard.press(key);
    },
  ],
  [
    'both ends',
    async (page) => {
      for (const key of ['Home', 'End', 'Home']) await page.keyboard.press(key);
      await expectAt(page, 1);
    },
  ],
  [
    'slider',
    async (page) => {
      const box = await slider(page).boundingBox();
      if (!box) throw new Error('There is no slider.');
      for (const part of [0.2, 0.9, 0.5]) await page.mouse.click(box.x + box.width * part, box.y + box.height / 2);
    },
  ],
  ['search', (page) => page.getByRole('searchbox').pressSequentially('failed 49', { delay: 40 })],
  ['event', (page) => eventLine(page, 492).click()],
  [
    'panels',
    async (page) => {
      for (const name of ['Context', 'Effects', 'Events']) await openPanel(page, name);
    },
  ],
];

test('29 every interaction with five thousand events is painted within 100 ms', async ({ page }) => {
  const slowest: Record<string, Best> = {};
  for (const [what, act] of interactions) {
    slowest[what] = await bestOf(INTERACTION_MS, async () => {
      await openReplay(page, FLOW, what === 'event' ? '?at=2500&q=failed+49' : '?at=2500');
      return slowestInteraction(page, () => act(page));
    });
  }
  report('from a press to the next paint', slowest);
  expect(Object.entries(slowest).filter(([, { ms }]) => ms > INTERACTION_MS)).toEqual([]);
});

test('29 five thousand events take few nodes in every panel, and the list follows the replay', async ({ page }) => {
  await openReplay(page, FLOW, '?at=2500');
  await expect(eventLine(page, 2500)).toBeInViewport();
  await page.keyboard.press('Home');
  await expect(eventLine(page, 1)).toBeInViewport();
  await page.keyboard.press('End');
  await expect(eventLine(page, LAST)).toBeInViewport();
  const nodes: Record<string, number> = {};
  for (const name of ['Events', 'Context', 'Effects', 'Problems', 'Page']) {
    await openPanel(page, name);
    nodes[name] = await countNodes(page);
  }
  report('nodes', nodes);
  expect(Math.max(...Object.values(nodes))).toBeLessThanOrEqual(MOST_NODES);
  await page.setViewportSize({ width: 390, height: 844 });
  await openReplay(page, FLOW, '?at=2500');
  await expect(eventLine(page, 2500)).toBeAttached();
  expect(await countNodes(page)).toBeLessThanOrEqual(MOST_NODES);
});
