import { createLoginUrl, expect, expectPage, test } from './fixture.ts';

test('a browser that was not let in is told how, and gets in by the URL of the command', async ({
  browser,
  server,
}) => {
  const context = await browser.newContext({ baseURL: server.url });
  const page = await context.newPage();
  await page.goto('/flows');
  await expect(page.getByRole('heading')).toHaveText('This page needs a login URL');
  await page.goto(await createLoginUrl(server));
  await expectPage(page, 'Profiles');
  await context.close();
});

test('the login URL leads on to a page', async ({ page, server }) => {
  await page.goto(`${await createLoginUrl(server)}&next=/machine`);
  await expectPage(page, 'Machine');
});

test('a token the server no longer takes ends the session and says how to get in again', async ({ page }) => {
  await page.route('**/flows', async (route) => {
    const response = await route.fetch();
    const text = (await response.text()).replace(/token" content="[^"]+"/, 'token" content="of-yesterday"');
    await route.fulfill({ response, body: text });
  });
  await page.goto('/flows');
  await expectPage(page, 'This page needs to be let in again');
  await expect(page.getByText('profile-builder url')).toBeVisible();
});
