import { join } from 'node:path';
import type { Route } from '@playwright/test';
import { inProfile } from '../../tests/e2e/hermes.ts';
import { expectAccessible } from './accessibility.ts';
import { expect } from './builder-fixture.ts';
import { create, test } from './builder-skills-fixture.ts';
import { readSkills } from './read-skills.ts';
import { added, begin, button, dialog, identifier, lookInside, panel, search, tab, verdict } from './skills-page.ts';

test.beforeEach(async ({ page }) => {
  await begin(page);
  await tab(page, 'Hub').click();
});

test('11 a search shows where each skill comes from, how far that is trusted, and what is added', async ({ page }) => {
  await expect(panel(page)).toContainText('To begin with');
  await search(page).fill('r');
  await expect(panel(page)).toContainText('Type at least two characters');
  await search(page).fill('release');
  const row = panel(page).getByRole('listitem').filter({ hasText: 'release-notes' });
  await expect(row).toContainText('Community');
  await expect(row).toContainText('folder');
  await expect(panel(page)).toContainText('2 skills found');
  await search(page).fill('evm');
  await expect(panel(page).getByRole('listitem').filter({ hasText: 'official/blockchain/evm' })).toContainText(
    'Official',
  );
  await search(page).fill('calm');
  await expect(panel(page).getByRole('listitem').filter({ hasText: 'clawhub/calm' })).toContainText('Trusted');
  await lookInside(page, 'calm');
  await dialog(page).getByRole('button', { name: 'Add skill' }).click();
  await expect(panel(page).getByRole('listitem').filter({ hasText: 'clawhub/calm' })).toContainText('Added');
  await expect(button(page, 'Look inside calm')).toBeFocused();
});

test('11 a skill of Hermes is the same one on both tabs', async ({ page }) => {
  await search(page).fill('solana');
  await lookInside(page, 'solana');
  await dialog(page).getByRole('button', { name: 'Add skill' }).click();
  await tab(page, 'Optional').click();
  await expect(button(page, 'Added. Remove solana')).toBeVisible();
  await expect(added(page)).toContainText('Added on top (1)');
});

test('11 an answer that comes late is not taken for the one that was asked last', async ({ page }) => {
  const held: Route[] = [];
  await page.route(/hub\/search\?q=notes/, (route) => void held.push(route));
  await search(page).fill('notes');
  await expect.poll(() => held.length).toBe(1);
  await search(page).fill('checks');
  await expect(button(page, 'Look inside release-checks')).toBeVisible();
  await Promise.all(held.map((route) => route.continue().catch(() => {})));
  await expect(panel(page)).toContainText('1 skill found');
  await expect(button(page, 'Look inside release-notes')).toBeHidden();
});

test('11 a source that did not answer is told, and asked again', async ({ page, dashboard }) => {
  dashboard.answer(false);
  await search(page).fill('calm');
  await expect(panel(page)).toContainText('the running Hermes dashboard did not answer');
  await expect(panel(page)).toContainText('Nothing found for “calm”');
  dashboard.answer(true);
  await button(page, 'Try again').click();
  await expect(button(page, 'Look inside calm')).toBeVisible();
  await expect(panel(page)).not.toContainText('did not answer');
});

test('11 the review leads to the tab a choice was made on', async ({ page }) => {
  await page.keyboard.press('Alt+5');
  await page.getByRole('button', { name: 'Edit: Optional skills' }).click();
  await expect(tab(page, 'Optional')).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Alt+5');
  await page.getByRole('button', { name: 'Edit: From the hub' }).click();
  await expect(search(page)).toBeVisible();
});

test('11 one source alone can be searched', async ({ page, scratch }) => {
  await search(page).fill('ca');
  await expect(button(page, 'Look inside calm')).toBeVisible();
  await panel(page).getByRole('combobox', { name: 'Source' }).selectOption(join(scratch.directory, 'mine'));
  await expect(button(page, 'Look inside calm')).toBeHidden();
});

test.describe('when the search fails', () => {
  test.use({ provoked: /ERR_FAILED/ });

  test('11 it says so and tries again', async ({ page }) => {
    await page.route('**/hub/search*', (route) => route.abort());
    await search(page).fill('release');
    const alert = panel(page).getByRole('alert').filter({ hasText: 'The server cannot be reached' });
    await expect(alert).toBeVisible();
    await page.unroute('**/hub/search*');
    await alert.getByRole('button', { name: 'Try again' }).click();
    await expect(button(page, 'Look inside release-notes')).toBeVisible();
  });
});

test.describe('without a scanner', () => {
  test.use({ provoked: /status of 503/ });

  test('12 a skill is read before it is added, as text and nothing else', async ({ page, scratch, server }) => {
    await search(page).fill('release');
    await lookInside(page, 'release-notes');
    await expect(dialog(page)).toContainText('<script>document.title = "broken"</script>');
    await expect(dialog(page).getByRole('region', { name: '2 files' })).toContainText('scripts/collect.sh');
    await expect(verdict(page)).toContainText('Nobody here can judge it');
    await expect(page).toHaveTitle(/New profile/);
    await dialog(page).getByRole('button', { name: 'Add skill' }).click();
    await expect(dialog(page)).toBeHidden();
    await expect(added(page)).toContainText('release-notes');
    await page.keyboard.press('Alt+5');
    await expect(page.getByRole('button', { name: 'Create profile, install 1 skill' })).toBeVisible();
    await create(page, server.settled);
    expect(await readSkills(inProfile(scratch, 'scout', 'skills'))).toContain('release-notes');
  });

  test('12 one that is not there cannot be added', async ({ page, scratch }) => {
    const where = identifier(page);
    await where.fill(join(scratch.directory, 'nowhere'));
    await where.press('Enter');
    await expect(dialog(page).getByRole('alert')).toContainText('nowhere');
    await expect(dialog(page).getByRole('button', { name: /^Add/ })).toBeHidden();
    await expectAccessible(page);
  });
});

for (const [name, says, add] of [
  ['calm', ['Hermes would install it', 'Verdict: safe.', 'found nothing to object to'], 'Add skill'],
  ['careless', ['Hermes would ask before', 'Looks for keys in ~/.ssh', 'SKILL.md, line 5'], 'Add skill'],
  ['cruel', ['Hermes would refuse', 'Verdict: dangerous.', '2 findings', 'critical'], 'Add it all the same'],
] as const) {
  test(`12 the scanner’s verdict of a ${name} skill is told in words`, async ({ page }) => {
    await search(page).fill(name);
    await lookInside(page, name);
    for (const words of says) await expect(verdict(page)).toContainText(words);
    await expect(dialog(page).getByRole('button', { name: add })).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await expect(button(page, `Look inside ${name}`)).toBeFocused();
  });
}

test('12 a skill named by where it is, is judged before it is asked for', async ({ page }) => {
  const where = identifier(page);
  await where.fill('../escape');
  await where.press('Enter');
  await expect(where).toHaveAccessibleDescription(/This cannot be installed: a folder needs its absolute path/);
  await where.fill('clawhub/calm');
  await where.press('Enter');
  await dialog(page).getByRole('button', { name: 'Add skill' }).click();
  await where.fill('clawhub/calm');
  await where.press('Enter');
  await expect(where).toHaveAccessibleDescription(/added already/);
});
