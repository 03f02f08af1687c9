import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, expect, type Page } from '@playwright/test';
import { z } from 'zod';
import type { Server } from '../../tests/e2e/server.ts';
import { root, runTool } from '../run-tool.ts';
import { recordFlows, startDemo } from './demo-machine.ts';

/** Takes every picture of docs/screenshots anew, but the one inside Hermes' dashboard. Arguments choose some by name. */
const target = join(root, 'docs/screenshots');
const chosen = process.argv.slice(2);

type Picture = Readonly<{ name: string; path: string; ready?: (page: Page) => Promise<void> }>;
type Flows = Awaited<ReturnType<typeof recordFlows>>;

const sizes = { wide: { width: 1440, height: 900 }, narrow: { width: 390, height: 844 } };
const themes = ['dark', 'light'] as const;

const picturesOf = ({ notes, mended, scout }: Flows): readonly Picture[] => [
  ...['identity', 'model', 'skills', 'mcps', 'review'].map((step) => ({
    name: `builder-${step}`,
    path: `/profiles/new?step=${step}`,
    ready: (page: Page) => page.locator(`[data-step=${step}] [data-step-heading]`).waitFor(),
  })),
  { name: 'profiles', path: '/profiles' },
  { name: 'flows', path: '/flows' },
  { name: 'flow', path: `/flows/${scout.id}` },
  { name: 'replay', path: `/flows/${scout.id}/replay?at=9`, ready: chartIsDrawn },
  { name: 'compare', path: `/flows/${scout.id}/replay?cmp=${mended.id}`, ready: (page) => chartsAreDrawn(page, 2) },
  { name: 'fork', path: `/flows/${mended.id}/replay?at=5&panel=fork`, ready: chartIsDrawn },
  { name: 'machine', path: '/machine?coverage=on', ready: chartIsDrawn },
  { name: 'flow-complete', path: `/flows/${notes.id}` },
];

/** Opens the plan of a flow in the builder, where it stays for all steps. */
const openPlan = async (page: Page, server: Server, { id, profile }: Readonly<{ id: string; profile: string }>) => {
  await page.goto(`${server.url}/profiles/new?from=${id}`);
  await page.waitForURL((url) => !url.searchParams.has('from'));
  await expect(page.getByRole('textbox', { name: 'Name' })).toHaveValue(profile);
  await page.getByRole('textbox', { name: 'Name' }).fill('night-editor');
};

const chartIsDrawn = (page: Page) => chartsAreDrawn(page, 1);
const chartsAreDrawn = (page: Page, count: number) =>
  expect(page.locator('[data-state=installing]')).toHaveCount(count, { timeout: 30_000 });

const logIn = async (page: Page, server: Server): Promise<void> => {
  const { url } = z.object({ url: z.string() }).parse(await (await server.post('/api/login-tickets', {})).json());
  await page.goto(url);
};

const take = async (page: Page, server: Server, { path, ready }: Picture, file: string): Promise<void> => {
  await page.goto(server.url + path);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await ready?.(page);
  await expect(page.locator('.animate-pulse, .animate-spin')).toHaveCount(0);
  await page.screenshot({ path: file });
};

// The pages that are looked at are the ones in the sources.
await runTool('node', ['scripts/prepare-page.mjs']);
const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});
// Last: without a browser there is no server to leave behind.
const demo = await startDemo();
try {
  const flows = await recordFlows(demo.server, demo.folder);
  const pictures = picturesOf(flows).filter(({ name }) => chosen.length === 0 || chosen.includes(name));
  await mkdir(target, { recursive: true });
  for (const [size, viewport] of Object.entries(sizes))
    for (const colorScheme of themes) {
      const context = await browser.newContext({ viewport, colorScheme, reducedMotion: 'reduce' });
      const page = await context.newPage();
      await logIn(page, demo.server);
      await openPlan(page, demo.server, flows.mended);
      for (const picture of pictures)
        await take(page, demo.server, picture, join(target, `${picture.name}-${size}-${colorScheme}.png`));
      await context.close();
    }
} finally {
  await browser.close();
  await demo.stop();
}
