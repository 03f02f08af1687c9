import { test as base, type BrowserContext, expect, type Page } from '@playwright/test';
import { z } from 'zod';
import { createScratch, type Server, startServer } from '../../tests/e2e/server.ts';

type Fixtures = Readonly<{
  /** The real program with a machine of its own. */
  server: Server;
  /** What a test provokes on purpose and the browser complains about. */
  provoked: RegExp | null;
}>;

/**
 * A test in a browser that was let in by the login URL. Fails when anything left the origin, an error was logged or
 * the page's policy was broken, whatever else the test looks at.
 */
export const test = base.extend<Fixtures>({
  server: async ({}, use) => {
    const scratch = await createScratch();
    const server = await startServer(scratch);
    await use(server);
    await server.stop();
    await scratch.remove();
  },
  provoked: [null, { option: true }],
  baseURL: ({ server }, use) => use(server.url),
  page: async ({ context, page, server, provoked }, use) => {
    const complaints = watch(context, server.url);
    await page.goto(await createLoginUrl(server));
    await page.getByRole('heading', { level: 1 }).waitFor();
    await use(page);
    const unexpected = complaints.filter((complaint) => !provoked?.test(complaint));
    expect(unexpected, 'what the browser complained about').toEqual([]);
  },
});

/** A URL that lets a browser in, once. */
export const createLoginUrl = async (server: Server): Promise<string> => {
  const response = await server.post('/api/login-tickets', {});
  return z.object({ url: z.string() }).parse(await response.json()).url;
};

const watch = (context: BrowserContext, origin: string): readonly string[] => {
  const complaints: string[] = [];
  context.on('request', (request) => {
    const url = new URL(request.url());
    if (url.origin !== origin && !['data:', 'blob:'].includes(url.protocol)) complaints.push(`left for ${url.href}`);
  });
  context.on('console', (message) => {
    if (message.type() !== 'error' || isRefusalOfApi(message.text(), message.location().url)) return;
    complaints.push(`logged: ${message.text()}`);
  });
  context.on('weberror', (error) => complaints.push(`threw: ${String(error.error())}`));
  return complaints;
};

// Chromium logs every answer of 400 and above; a refusal is an answer the page shows.
const isRefusalOfApi = (text: string, url: string): boolean =>
  /^Failed to load resource: the server responded with a status of 4\d\d/.test(text) && url.includes('/api/');

/** The page with a name, by its heading. */
export const expectPage = (page: Page, heading: string) =>
  expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible();

export { expect };
