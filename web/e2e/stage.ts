import { expect as baseExpect, test as base, type Page } from '@playwright/test';
import { z } from 'zod';
import type { FlowSummary, FlowView } from '../../src/machines/flow/view.ts';
import { createScratch, type Server, startServer } from '../../tests/e2e/server.ts';
import { type Proxy, startProxy } from '../tests/api/stream/proxy.ts';
import { buildProbe, type Probe } from './probe.ts';
import { makeTalkingGit } from './talking-git.ts';

/** What the probe shows. `told`: flow and version of each frame, in order. */
export type Shown = Readonly<{
  connection: string;
  flow: FlowView | null;
  flows: readonly FlowSummary[] | null;
  told: readonly string[];
}>;

export type Tab = Readonly<{ page: Page; shown(): Promise<Shown>; log(): Promise<string> }>;

/** The real program, a proxy that counts connections before it, and a page that shows what the hooks give. */
export type Stage = Readonly<{
  server(): Server;
  proxy: Proxy;
  git: Awaited<ReturnType<typeof makeTalkingGit>>;
  /** Starts a flow with an install that goes on until git is released. */
  startFlow(name: string): Promise<FlowView>;
  openTab(flow: string, item?: string): Promise<Tab>;
  kill(): Promise<void>;
  /** Starts the program again, on the same port. */
  restart(): Promise<void>;
}>;

export const test = base.extend<Readonly<{ stage: Stage }>, Readonly<{ probe: Probe }>>({
  probe: [
    // Playwright reads the names of fixtures off a pattern.
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const probe = await buildProbe();
      await use(probe);
      await probe.remove();
    },
    { scope: 'worker' },
  ],
  stage: async ({ context, probe }, use) => {
    const scratch = await createScratch();
    const git = await makeTalkingGit(scratch.directory);
    const start = (args: readonly string[] = []) => startServer(scratch, { env: { PATH: git.path }, args });
    const started: string[] = [];
    let server = await start();
    const proxy = await startProxy((path, outgoing) => {
      if (!path.startsWith('/probe/')) return false;
      void probe.serve(new URL(path, server.url).pathname, server.token, outgoing);
      return true;
    });
    proxy.pointTo(server.url);
    await use({
      server: () => server,
      proxy,
      git,
      startFlow: async (name) => {
        const { id } = await server.create({ name, hubSkills: [git.identifier] });
        started.push(id);
        return server.until(id, ({ items }) =>
          items.some(({ kind, state }) => kind === 'install' && state === 'running'),
        );
      },
      openTab: async (flow, item) => {
        const page = await context.newPage();
        const query = new URLSearchParams(item === undefined ? { flow } : { flow, item });
        await page.goto(`${proxy.url}/probe/?${query.toString()}`);
        const read = async (id: string): Promise<unknown> =>
          JSON.parse((await page.locator(`#${id}`).textContent()) ?? 'null');
        return {
          page,
          shown: async () => (await read('shown')) as Shown,
          log: async () => textSchema.parse(await read('log')).text,
        };
      },
      kill: async () => {
        await server.stop('SIGKILL');
      },
      restart: async () => {
        server = await start(['--port', new URL(server.url).port]);
      },
    });
    await context.close();
    // An install that goes on would write into what is removed.
    await git.release();
    await Promise.all(started.map((id) => server.settled(id)));
    await server.stop();
    proxy.close();
    await scratch.remove();
  },
});

const textSchema = z.object({ text: z.string() });

/** A dozen processes share two cores here. */
export const expect = baseExpect.configure({ timeout: 15_000 });
