import type { Page } from '@playwright/test';
import { expectAccessible } from './accessibility.ts';
import { expect, test } from './fixture.ts';

const chart = (page: Page) => page.getByRole('region', { name: 'State chart' });
const box = (page: Page, state: string) => page.locator(`[data-state=${state}]`);
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

/** How a chart is moved and scaled. */
const viewOf = async (page: Page) => {
  const transform = await chart(page)
    .locator('> div')
    .evaluate(({ style }) => style.transform);
  const [x = 0, y = 0, scale = 0] = (transform.match(/-?[\d.]+/g) ?? []).map(Number);
  return { x, y, scale };
};
const scaleOf = async (page: Page) => (await viewOf(page)).scale;

/** Where a state is in the window. */
const centerOf = async (page: Page, state: string) => {
  const { x = 0, y = 0, width = 0, height = 0 } = (await box(page, state).boundingBox()) ?? {};
  return { x: x + width / 2, y: y + height / 2 };
};

const open = async (page: Page) => {
  await page.goto('/machine');
  await expect(box(page, 'done')).toBeInViewport({ ratio: 0.99 });
  return viewOf(page);
};

test('35 buttons and keys zoom the chart, and show the whole of it again', async ({ page }) => {
  const whole = await open(page);
  await button(page, 'Zoom in').click();
  expect(await scaleOf(page)).toBeCloseTo(whole.scale * 1.25);
  await button(page, 'Zoom out').click();
  await button(page, 'Zoom out').click();
  expect(await scaleOf(page)).toBeCloseTo(whole.scale / 1.25);
  await button(page, 'Show the whole chart').click();
  expect(await viewOf(page)).toEqual(whole);
  await chart(page).focus();
  await page.keyboard.press('+');
  expect(await scaleOf(page)).toBeCloseTo(whole.scale * 1.25);
  await expectAccessible(page);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.keyboard.press('0');
  expect(await viewOf(page)).toEqual(whole);
});

test('35 the wheel with Ctrl zooms where the pointer is, and without it scrolls the page', async ({ page }) => {
  const whole = await open(page);
  const before = await centerOf(page, 'installing');
  await page.mouse.move(before.x, before.y);
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -150);
  await page.keyboard.up('Control');
  await expect.poll(() => scaleOf(page)).toBeGreaterThan(whole.scale * 1.5);
  const after = await centerOf(page, 'installing');
  expect([after.x - before.x, after.y - before.y].map(Math.round)).toEqual([0, 0]);
  const { scale } = await viewOf(page);
  await page.mouse.wheel(0, 100);
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(100);
  expect(await scaleOf(page)).toBe(scale);
});

test('35 the chart is dragged, also by a state, which is picked by a click only', async ({ page }) => {
  const whole = await open(page);
  const state = await centerOf(page, 'skills');
  await page.mouse.move(state.x, state.y);
  await page.mouse.down();
  await page.mouse.move(state.x + 30, state.y + 20, { steps: 4 });
  await page.mouse.move(state.x + 60, state.y + 40, { steps: 4 });
  await page.mouse.up();
  const { x, y, scale } = await viewOf(page);
  expect([Math.round(x - whole.x), Math.round(y - whole.y), scale]).toEqual([60, 40, whole.scale]);
  const skills = chart(page).getByRole('button', { name: 'State skills' });
  await expect(skills).toHaveAttribute('aria-pressed', 'false');
  await skills.press('Enter');
  await expect(skills).toHaveAttribute('aria-pressed', 'true');
});

test('35 arrow keys move the chart, and a state that takes the focus comes into sight', async ({ page }) => {
  const whole = await open(page);
  await chart(page).focus();
  for (const key of ['ArrowRight', 'ArrowRight', 'ArrowDown']) await page.keyboard.press(key);
  const moved = await viewOf(page);
  expect([moved.x - whole.x, moved.y - whole.y]).toEqual([-120, -60]);
  for (let presses = 0; presses < 4; presses += 1) await page.keyboard.press('+');
  await expect(box(page, 'identity')).not.toBeInViewport();
  await page.keyboard.press('Tab');
  await expect(chart(page).getByRole('button', { name: 'State identity' })).toBeFocused();
  await expect(box(page, 'identity')).toBeInViewport({ ratio: 0.99 });
});

test.describe('by touch', () => {
  test.use({ hasTouch: true, viewport: { width: 390, height: 844 } });

  test('35 two fingers pinch the chart, and one moves it once it is larger than its panel', async ({ page }) => {
    const whole = await open(page);
    await chart(page).scrollIntoViewIfNeeded();
    const session = await page.context().newCDPSession(page);
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...points: readonly (readonly [number, number])[]) =>
      session.send('Input.dispatchTouchEvent', { type, touchPoints: points.map(([x, y], id) => ({ x, y, id })) });
    const { x, y } = await centerOf(page, 'mcp');
    await touch('touchStart', [x - 20, y], [x + 20, y]);
    for (let reach = 25; reach <= 60; reach += 5) await touch('touchMove', [x - reach, y], [x + reach, y]);
    await touch('touchEnd');
    await expect.poll(() => scaleOf(page)).toBeGreaterThan(whole.scale * 2);
    const pinched = await viewOf(page);
    await touch('touchStart', [x, y]);
    for (let way = 10; way <= 80; way += 10) await touch('touchMove', [x, y - way]);
    await touch('touchEnd');
    await expect.poll(async () => (await viewOf(page)).y - pinched.y).toBeLessThan(-60);
    expect(await scaleOf(page)).toBe(pinched.scale);
  });

  test('35 one finger scrolls the page over a chart that is shown whole', async ({ page }) => {
    const whole = await open(page);
    await expect(chart(page)).toHaveCSS('touch-action', 'pan-y');
    await button(page, 'Zoom in').click();
    await expect(chart(page)).toHaveCSS('touch-action', 'none');
    await button(page, 'Show the whole chart').click();
    expect(await viewOf(page)).toEqual(whole);
  });
});

test('35 the layout follows the width of the panel', async ({ page }) => {
  await open(page);
  const isColumn = async () => (await centerOf(page, 'installing')).y - (await centerOf(page, 'identity')).y > 200;
  expect(await isColumn()).toBe(false);
  await button(page, 'Zoom in').click();
  await page.setViewportSize({ width: 390, height: 844 });
  await expect.poll(isColumn).toBe(true);
  await chart(page).scrollIntoViewIfNeeded();
  await expect(box(page, 'identity')).toBeInViewport({ ratio: 0.99 });
  await page.setViewportSize({ width: 1440, height: 900 });
  await expect.poll(isColumn).toBe(false);
});

test('35 items are counted in place of shown, state by state, and shown again', async ({ page, server }) => {
  test.slow();
  const names = ['docs', 'time', 'mail', 'maps'];
  const mcpServers = names.map((name) => (name === 'docs' ? { name } : { name, command: 'true' }));
  const { id } = await server.create({ name: 'counted', mcpServers });
  await server.settled(id);
  await page.goto(`/flows/${id}/replay`);
  const lanes = box(page, 'mcp').locator('[data-lane]');
  await expect(lanes).toHaveCount(4);
  const { height: tall = 0 } = (await box(page, 'mcp').boundingBox()) ?? {};
  await button(page, 'Count the items').click();
  await expect(page).toHaveURL(/items=counted/);
  await expect(lanes).toHaveCount(0);
  await expect(box(page, 'mcp')).toContainText('4/4 · 1 failed');
  await expect(chart(page).getByRole('button', { name: /State mcp.*Items: 1 failed, 3 done/ })).toBeVisible();
  expect((await box(page, 'mcp').boundingBox())?.height).toBeLessThan(tall);
  await page.reload();
  await expect(button(page, 'Count the items')).toHaveAttribute('aria-pressed', 'true');
  await page.getByRole('slider', { name: 'Version' }).fill('1');
  await expect(box(page, 'mcp')).toContainText('0/4');
  await expectAccessible(page);
  await button(page, 'Count the items').click();
  await expect(lanes).toHaveCount(4);
});
