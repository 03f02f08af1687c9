import type { Page } from '@playwright/test';
import { corpusFiles } from '../../tests/corpus-files.ts';
import { createRandom } from '../../tests/crash/random.ts';
import { expect, test } from './lists-fixture.ts';
import { importFlow, openPanel, openReplay, slider } from './replay-fixture.ts';
import {
  chartOn,
  contextOn,
  effectsOn,
  findWrong,
  isCut,
  pageOn,
  toChartShown,
  toContextShown,
  toEffectsShown,
  toKnownChanges,
} from './replay-screen.ts';
import { askCli, type Told } from './told-by-cli.ts';

const FLOWS = 20;
const VERSIONS = 20;
const SEED = 20;
/** Flows looked at in one test: they share a server. */
const TOGETHER = 5;

const random = createRandom(SEED);

const pickFlows = (): readonly string[] => {
  const left = corpusFiles().map((file) => file.replace('.ndjson', ''));
  // Recorded before the first event was as it is now, and later taken as the start of another.
  const picked = ['forked-schema-1'];
  while (picked.length < FLOWS) {
    const name = random.pick(left.filter((one) => !picked.includes(one)));
    picked.push(name);
  }
  return picked;
};

type Check = (page: Page, before: Told | null, told: Told) => Promise<void>;

const checkContext: Check = async (page, before, told) => {
  const shown = await contextOn(page);
  const expected = toContextShown(before, told);
  const changes = toKnownChanges(shown.changes);
  if (isCut(shown.changes)) expect(expected.changes).toEqual(expect.arrayContaining([...changes]));
  else expect(changes).toEqual(expected.changes);
  expect(shown.state).toBe(expected.state);
};

const checkEffects: Check = async (page, before, told) => {
  expect(await effectsOn(page)).toEqual(toEffectsShown(before, told));
  const chart = await chartOn(page);
  expect(chart).toEqual(toChartShown(told, chart));
};

const checkPage: Check = async (page, _, told) => {
  expect(findWrong(await pageOn(page), told)).toEqual([]);
};

const checks = [
  ['Context', checkContext],
  ['Effects', checkEffects],
  ['Page', checkPage],
] as const;

const picked = pickFlows();
for (let first = 0; first < FLOWS; first += TOGETHER) {
  const names = picked.slice(first, first + TOGETHER);

  test(`33 any version of ${names.join(', ')} is on the screen as the command line tells it`, async ({
    page,
    server,
    scratch,
  }) => {
    test.setTimeout(120_000);
    for (const name of names) {
      const flow = await importFlow(server, name);
      const told = await askCli(scratch, flow);
      const seeks = Array.from({ length: VERSIONS }, () => random.below(told.length));
      await openReplay(page, flow.id);
      for (const [panel, check] of checks) {
        await openPanel(page, panel);
        await expect(page.getByRole('tabpanel').getByRole('heading', { level: 2 }).first()).toBeVisible();
        for (const index of seeks) {
          const now = told[index];
          if (!now) throw new Error(`Nothing was told of version ${index + 1} of ${name}.`);
          await slider(page).fill(String(index + 1));
          await test.step(`${name} at ${index + 1}: ${panel}`, () => check(page, told[index - 1] ?? null, now));
        }
      }
    }
  });
}
