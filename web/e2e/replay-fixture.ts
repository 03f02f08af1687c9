import { readFile } from 'node:fs/promises';
import { expect, type Locator, type Page } from '@playwright/test';
import type { FlowView } from '../../src/machines/flow/view.ts';
import type { Server } from '../../tests/e2e/server.ts';

/** A flow of the corpus, taken over by the server. */
export const importFlow = async (server: Server, name: string): Promise<FlowView> => {
  const body = await readFile(`tests/corpus/${name}.ndjson`, 'utf8');
  const response = await server.call('/api/flows/import', {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/x-ndjson' },
  });
  return ((await response.json()) as { flow: FlowView }).flow;
};

/** Opens the replay of a flow; `query` says at which version, on which panel. */
export const openReplay = async (page: Page, id: string, query = ''): Promise<void> => {
  await page.goto(`/flows/${id}/replay${query}`);
  // A server's first chart takes its time when a dozen processes share two cores.
  await expect(page.locator('[data-phase=active]')).toBeVisible({ timeout: 20_000 });
};

/** The box of a state in the chart. */
export const stateBox = (page: Page, id: string): Locator => page.locator(`[data-state="${id}"][data-phase]`);

/** The lane of an item in the chart. */
export const laneOf = (page: Page, item: string): Locator => page.locator(`[data-lane=${JSON.stringify(item)}]`);

/** What moves through the versions. */
export const transport = (page: Page): Locator => page.getByRole('toolbar', { name: 'Replay' });

export const slider = (page: Page): Locator => transport(page).getByRole('slider', { name: 'Version' });

/** Which version is looked at, by the slider; `event` is what the slider is said to be at. */
export const expectAt = async (page: Page, version: number, event?: string | RegExp): Promise<void> => {
  await expect(slider(page)).toHaveValue(String(version));
  if (event !== undefined) await expect(slider(page)).toHaveAttribute('aria-valuetext', event);
};

/** The line of an event in the list. */
export const eventLine = (page: Page, version: number): Locator =>
  page.getByRole('tabpanel').getByRole('button', { name: new RegExp(`^${version} \\+`) });

export const openPanel = async (page: Page, name: string): Promise<void> => {
  const tab = page.getByRole('tab', { name: new RegExp(`^${name}`) });
  await tab.click();
  await expect(tab).toHaveAttribute('aria-selected', 'true');
};

export { expect };
