import { startServer } from '../../tests/e2e/server.ts';
import { expectAccessible } from './accessibility.ts';
import { expect, test } from './lists-fixture.ts';

test.use({ provoked: /ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|ERR_INCOMPLETE_CHUNKED_ENCODING/ });

test('the window says in words that the server is gone, and falls silent once it is back', async ({
  page,
  server,
  scratch,
}) => {
  const badge = page.getByRole('status').filter({ hasText: /Reconnecting…|Offline/ });
  await page.goto('/flows');
  await expect(page.getByText('No flows yet')).toBeVisible();
  await expect(badge).toHaveCount(0);
  await server.stop();
  await expect(badge).toBeVisible();
  await expectAccessible(page);
  const again = await startServer(scratch, { args: ['--port', new URL(server.url).port] });
  await expect(badge).toHaveCount(0, { timeout: 15_000 });
  await again.create({ name: 'scout' });
  await expect(page.getByRole('region', { name: 'Flows' })).toContainText('scout');
  await page.goto('about:blank');
  await again.stop();
});
