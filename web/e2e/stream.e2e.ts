import type { Page } from '@playwright/test';
import { test as pageTest } from './fixture.ts';
import { expect, type Shown, type Stage, type Tab, test } from './stage.ts';

const get = async (stage: Stage, path: string): Promise<unknown> => (await stage.server().call(path)).json();

/** Versions of a flow that were told, in order. */
const versionsOf = ({ told }: Shown, flow: string): readonly number[] =>
  told.flatMap((line) => (line.startsWith(`${flow} `) ? [Number(line.split(' ')[1])] : []));

const upFrom = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, index) => first + index);

/** The tab shows the flow as the server has it now, and was told each version since it came once, in order. */
const expectUpToDate = async (stage: Stage, tab: Tab, flow: string) => {
  const served = await stage.server().settled(flow);
  await expect.poll(async () => (await tab.shown()).flow).toEqual(served);
  const versions = versionsOf(await tab.shown(), flow);
  expect(versions).toEqual(upFrom(versions[0] ?? served.version + 1, served.version));
};

/** What a browser does to a tab that goes behind another one; headless Chromium shows them all. */
const setHidden = (page: Page, isHidden: boolean) =>
  page.evaluate((hidden) => {
    Object.defineProperty(document, 'visibilityState', {
      configurable: true,
      get: () => (hidden ? 'hidden' : 'visible'),
    });
    document.dispatchEvent(new Event('visibilitychange'));
  }, isHidden);

test.describe.configure({ timeout: 90_000 });

test('ten tabs on ten flows are live over one connection, and other requests are answered', async ({ stage }) => {
  const flows = await Promise.all(upFrom(1, 10).map((index) => stage.startFlow(`profile-${index}`)));
  const tabs = await Promise.all(flows.map(({ id }) => stage.openTab(id)));
  for (const tab of tabs) await expect.poll(async () => (await tab.shown()).connection).toBe('live');
  expect([stage.proxy.open(), stage.proxy.connections()]).toEqual([1, 1]);
  const answers = tabs.map(({ page }) => page.evaluate(async () => (await fetch('/api/health')).status));
  expect(await Promise.all(answers)).toEqual(flows.map(() => 200));
  await stage.git.release();
  for (const [index, { id }] of flows.entries()) {
    const tab = tabs[index];
    if (tab) await expectUpToDate(stage, tab, id);
  }
  const { flows: list } = (await get(stage, '/api/flows?limit=100')) as { flows: unknown };
  for (const tab of tabs) await expect.poll(async () => (await tab.shown()).flows).toEqual(list);
  expect([stage.proxy.open(), stage.proxy.connections()]).toEqual([1, 1]);
});

test('tabs go on where they were when the server is killed and started again', async ({ stage }) => {
  const { id, items } = await stage.startFlow('survivor');
  const item = items.find(({ kind }) => kind === 'install')?.id ?? '';
  const tabs = [await stage.openTab(id, item), await stage.openTab(id)];
  const [first] = tabs;
  if (!first) throw new Error('There is no tab.');
  await stage.git.say('one ✓');
  await expect.poll(first.log).toContain('one ✓\n');
  await stage.kill();
  await expect.poll(async () => (await first.shown()).connection).toBe('reconnecting');
  await stage.git.say('two, while the server was down');
  await stage.restart();
  await expect.poll(async () => (await first.shown()).connection).toBe('live');
  await expect.poll(first.log).toContain('two, while the server was down\n');
  await stage.git.say('three');
  await expect.poll(first.log).toContain('three\n');
  await stage.git.release();
  for (const tab of tabs) await expectUpToDate(stage, tab, id);
  const log = await (await stage.server().call(`/api/flows/${id}/items/${encodeURIComponent(item)}/log`)).text();
  await expect.poll(first.log).toBe(log);
  expect(log.match(/one ✓|two|three/g)).toEqual(['one ✓', 'two', 'three']);
  expect(stage.proxy.open()).toBe(1);
});

test('output is followed by as many tabs as look at it, over one connection', async ({ stage }) => {
  const flows = [await stage.startFlow('left'), await stage.startFlow('right')];
  const item = flows[0]?.items.find(({ kind }) => kind === 'install')?.id ?? '';
  const tabs = await Promise.all([...flows, ...flows].map(({ id }) => stage.openTab(id, item)));
  for (const line of ['one', 'two', 'three']) {
    await stage.git.say(line);
    for (const tab of tabs) await expect.poll(tab.log).toContain(`${line}\n`);
  }
  expect(stage.proxy.open()).toBe(1);
});

test('tabs that nobody looks at hold no connection, and miss nothing', async ({ stage }) => {
  const { id } = await stage.startFlow('unseen');
  const tabs = [await stage.openTab(id), await stage.openTab(id)];
  for (const tab of tabs) await expect.poll(async () => (await tab.shown()).connection).toBe('live');
  const [first, second] = tabs;
  if (!first || !second) throw new Error('There are no tabs.');
  await setHidden(first.page, true);
  const before = await first.shown();
  await setHidden(second.page, true);
  await expect.poll(stage.proxy.open).toBe(0);
  await stage.git.release();
  await stage.server().settled(id);
  await setHidden(second.page, false);
  await expectUpToDate(stage, second, id);
  expect(await first.shown()).toEqual(before);
  await setHidden(first.page, false);
  await expectUpToDate(stage, first, id);
  expect(stage.proxy.connections()).toBe(2);
});

test('a tab that is closed leaves the others their connection, the last one takes it along', async ({ stage }) => {
  const { id } = await stage.startFlow('closing');
  const tabs = [await stage.openTab(id), await stage.openTab(id), await stage.openTab(id)];
  for (const tab of tabs) await expect.poll(async () => (await tab.shown()).connection).toBe('live');
  await tabs[0]?.page.close();
  await tabs[2]?.page.close();
  await stage.git.release();
  if (tabs[1]) await expectUpToDate(stage, tabs[1], id);
  expect([stage.proxy.open(), stage.proxy.connections()]).toEqual([1, 1]);
  await tabs[1]?.page.close();
  await expect.poll(stage.proxy.open).toBe(0);
});

for (const [how, change] of [
  ['has no shared workers', () => void Reflect.deleteProperty(globalThis, 'SharedWorker')],
  [
    'starts no shared worker',
    () => {
      const { SharedWorker } = globalThis;
      globalThis.SharedWorker = class extends SharedWorker {
        constructor() {
          super('/probe/missing.js', { type: 'module' });
        }
      };
    },
  ],
] as const)
  test(`a browser that ${how} has a connection for each tab that is seen`, async ({ context, stage }) => {
    await context.addInitScript(change);
    const { id } = await stage.startFlow('alone');
    const tabs = [await stage.openTab(id), await stage.openTab(id)];
    for (const tab of tabs) await expect.poll(async () => (await tab.shown()).connection).toBe('live');
    expect(stage.proxy.open()).toBe(2);
    const [first, second] = tabs;
    if (!first || !second) throw new Error('There are no tabs.');
    await setHidden(first.page, true);
    await expect.poll(stage.proxy.open).toBe(1);
    await stage.git.release();
    await expectUpToDate(stage, second, id);
    await setHidden(first.page, false);
    await expectUpToDate(stage, first, id);
  });

pageTest('tabs of the page itself share one connection, under its policy', async ({ page, context, server }) => {
  const streams = async () => /streams_open (\d+)/.exec(await (await server.call('/metrics')).text())?.[1];
  await page.goto('/flows');
  const paths = ['/profiles', '/profiles/new', '/flows', '/machine', '/settings', '/flows', '/flows', '/profiles'];
  const tabs = await Promise.all(paths.map(() => context.newPage()));
  await Promise.all(tabs.map((tab, index) => tab.goto(paths[index] ?? '/')));
  await expect.poll(streams).toBe('1');
  for (const tab of tabs) expect(await tab.evaluate(async () => (await fetch('/api/health')).status)).toBe(200);
  await server.settled((await server.create({ name: 'coder' })).id);
  expect(await streams()).toBe('1');
});
