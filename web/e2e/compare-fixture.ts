import type { Page } from '@playwright/test';
import { createScratch, startServer } from '../../tests/e2e/server.ts';
import { test as base } from './fixture.ts';
import { recordFlows } from './record-flows.ts';

const hour = (ago: number) => new Date(Date.UTC(2026, 5, 1, 12 - ago));

/** A server with flows of known times: one of `scout` that fails, an earlier one that works, one like it, one rejected. */
export const test = base.extend({
  // Playwright reads the names of fixtures off a pattern.
  server: async ({}, use) => {
    const scratch = await createScratch();
    await recordFlows(scratch.data, [
      { id: 'flw_failing', profile: 'scout', at: hour(1), fails: 'mcp' },
      { id: 'flw_notes', profile: 'notes', at: hour(2), fails: 'identity' },
      { id: 'flw_working', profile: 'scout', at: hour(3) },
      { id: 'flw_alike', profile: 'triage', at: hour(4) },
    ]);
    const server = await startServer(scratch);
    await use(server);
    await server.stop();
    await scratch.remove();
  },
});

/** What both flows are moved along with. */
export const slider = (page: Page) => page.getByRole('slider', { name: 'Step' });
/** What happened in both, as far as it is shown. */
export const rows = (page: Page) => page.getByRole('tabpanel').getByRole('listitem').getByRole('button');
/** The row both flows stand at. */
export const here = (page: Page) => page.getByRole('tabpanel').locator('[aria-current=step]');
/** The state that one of the two charts has lit. */
export const activeIn = (page: Page, letter: string) =>
  page.getByRole('region', { name: `State chart of ${letter}` }).locator('[data-phase=active]');
/** What is said above one of the two charts. */
export const caption = (page: Page, letter: string) =>
  page.getByRole('paragraph').filter({ has: page.getByRole('link', { name: `${letter}: open the flow of` }) });

export { expect } from './fixture.ts';
