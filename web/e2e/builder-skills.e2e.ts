import { readdir } from 'node:fs/promises';
import { inProfile } from '../../tests/e2e/hermes.ts';
import { expect, rail, stepHeading } from './builder-fixture.ts';
import { bundled, create, test } from './builder-skills-fixture.ts';
import { readDisabled, readSkills } from './read-skills.ts';
import { added, all, begin, beginWith, box, button, mode, panel, tab } from './skills-page.ts';

test.describe('on a machine with Hermes’ skills', () => {
  test.beforeEach(({ page }) => begin(page));

  test('10 the bundle is where it starts, and a choice is counted as it is made', async ({ page }) => {
    await expect(mode(page, /^Start from the default bundle \(34 skills\)/)).toBeChecked();
    await expect(panel(page)).toContainText(`${all} of ${all} kept`);
    await button(page, 'github 5 of 5').click();
    await box(page, 'github-auth').uncheck();
    await expect(mode(page, /^Pick exactly/), 'leaving one out is a choice').toBeChecked();
    await expect(panel(page)).toContainText(`${all - 1} of ${all} kept`);
    await expect(rail(page)).not.toContainText('kept');
    const group = box(page, 'Keep all of github');
    expect(await group.evaluate((input) => input instanceof HTMLInputElement && input.indeterminate)).toBe(true);
    await group.check();
    await expect(box(page, 'github-auth')).toBeChecked();
    await group.uncheck();
    await expect(panel(page)).toContainText(`${all - 5} of ${all} kept`);
    await button(page, 'None').click();
    await expect(panel(page)).toContainText(`0 of ${all} kept`);
    await button(page, 'All').click();
    await expect(panel(page)).toContainText(`${all} of ${all} kept`);
    await button(page, 'Default').click();
    await expect(mode(page, /^Start from the default bundle/)).toBeChecked();
    await expect(panel(page)).toContainText(`${all} of ${all} kept`);
  });

  test('10 the filter narrows, and all and none are then those that are shown', async ({ page }) => {
    await button(page, 'None').click();
    await panel(page).getByRole('searchbox', { name: 'Filter skills' }).fill('git');
    await button(page, 'All shown').click();
    await panel(page).getByRole('button', { name: 'Clear the search' }).click();
    await expect(panel(page)).toContainText(`5 of ${all} kept`);
    await panel(page).getByRole('searchbox').fill('nothing like it');
    await expect(panel(page)).toContainText('No skill matches');
  });

  test('10 a choice outlives a look at another mode', async ({ page }) => {
    await button(page, 'None').click();
    await button(page, /^research/).click();
    await box(page, 'arxiv').check();
    await mode(page, /^None/).check();
    await expect(panel(page)).toContainText('The profile starts without built-in skills');
    await mode(page, /^Pick exactly/).check();
    await expect(panel(page)).toContainText(`1 of ${all} kept`);
    await page.keyboard.press('Alt+4');
    await expect(rail(page)).toContainText('1 kept');
  });

  test('10 picking not one really disables every skill', async ({ page, scratch, server }) => {
    await button(page, 'None').click();
    await create(page, server.settled);
    expect((await readDisabled(inProfile(scratch, 'scout', 'config.yaml'))).sort()).toEqual(bundled);
    expect(await readSkills(inProfile(scratch, 'scout', 'skills'))).toEqual(bundled);
  });

  test('10 none really means none: nothing is copied, and updates are kept from it', async ({
    page,
    scratch,
    server,
  }) => {
    await mode(page, /^None/).check();
    await create(page, server.settled);
    expect(await readSkills(inProfile(scratch, 'scout', 'skills'))).toEqual([]);
    expect(await readdir(inProfile(scratch, 'scout'))).toContain('.no-bundled-skills');
  });

  test('10 some of them and one of the optional ones is what the profile gets', async ({ page, scratch, server }) => {
    await button(page, 'None').click();
    await button(page, /^research/).click();
    await box(page, 'arxiv').check();
    await tab(page, 'Optional').click();
    await button(page, 'Add evm').click();
    await expect(button(page, 'Added. Remove evm')).toBeFocused();
    await page.keyboard.press('Alt+4');
    await expect(rail(page)).toContainText('1 kept + 1');
    await create(page, server.settled);
    const disabled = await readDisabled(inProfile(scratch, 'scout', 'config.yaml'));
    expect(disabled.sort()).toEqual(bundled.filter((name) => name !== 'arxiv'));
    expect(await readSkills(inProfile(scratch, 'scout', 'skills'))).toContain('evm');
  });

  test('10 a copy keeps or leaves out the skills of its source, and cannot do without', async ({
    page,
    scratch,
    server,
  }) => {
    const skills = { mode: 'exactly', keep: ['arxiv', 'plan', 'pdf'].filter((name) => bundled.includes(name)) };
    const { id } = await server.create({ name: 'old', alias: false, skills });
    await server.settled(id);
    await page.keyboard.press('Alt+1');
    await page.reload();
    await page.getByRole('combobox', { name: 'Start as a copy of' }).selectOption('old');
    await page.keyboard.press('Alt+3');
    await expect(mode(page, /^Keep those of “old” \(2 skills\)/)).toBeChecked();
    await expect(mode(page, /^None/)).toBeDisabled();
    await expect(mode(page, /^None/)).toHaveAccessibleName(/it brings its skills along/);
    await box(page, 'pdf').uncheck();
    await expect(panel(page)).toContainText('1 of 2 kept');
    await create(page, server.settled);
    const disabled = await readDisabled(inProfile(scratch, 'scout', 'config.yaml'));
    expect(bundled.filter((name) => !disabled.includes(name))).toEqual(['arxiv']);
  });

  test('a choice made for a fresh profile is not taken for a copy', async ({ page }) => {
    await mode(page, /^None/).check();
    await page.keyboard.press('Alt+1');
    await page.getByRole('combobox', { name: 'Start as a copy of' }).selectOption('default');
    await page.keyboard.press('Alt+5');
    await expect(stepHeading(page, 'Choose its skills')).toBeVisible();
    await expect(page.getByRole('alert').filter({ hasText: 'A copy brings its skills along' })).toBeVisible();
  });
});

test('skills of a draft from elsewhere that are not here are told', async ({ page }) => {
  await beginWith(page, { skills: { mode: 'exactly', keep: ['arxiv', 'of-another-machine'] } });
  await expect(panel(page)).toContainText('1 skill chosen before is not to be had here');
  await button(page, 'Remove of-another-machine').click();
  await expect(panel(page)).not.toContainText('of-another-machine');
  await expect(panel(page)).toContainText(`1 of ${all} kept`);
});

test('what was added can be taken out again, and the focus stays near', async ({ page }) => {
  await beginWith(page, { skills: { optional: ['evm'] }, hubSkills: ['clawhub/calm', 'clawhub/cruel'] });
  await expect(added(page)).toContainText('Added on top (3)');
  await added(page).getByRole('button', { name: 'Remove clawhub/calm' }).click();
  await expect(added(page).getByRole('button', { name: 'Remove clawhub/cruel' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(added(page).getByRole('button', { name: 'Remove evm' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(added(page)).toBeHidden();
  await expect(tab(page, 'Built-in')).toBeFocused();
});
