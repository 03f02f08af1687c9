import type { Page } from '@playwright/test';
import { expect, importPlan, nameField, openBuilder, stepHeading } from './builder-fixture.ts';
import { bundled } from './builder-skills-fixture.ts';

/** How many skills the bundle has. */
export const all = bundled.length;

export const mode = (page: Page, name: RegExp) =>
  page.getByRole('group', { name: 'Built-in skills' }).getByRole('radio', { name });
export const tab = (page: Page, name: string) => page.getByRole('tab', { name });
export const panel = (page: Page) => page.getByRole('tabpanel');
export const button = (page: Page, name: string | RegExp) => panel(page).getByRole('button', { name, exact: true });
export const box = (page: Page, name: string) => panel(page).getByRole('checkbox', { name, exact: true });
export const added = (page: Page) => page.getByRole('region', { name: /^Added on top/ });
export const search = (page: Page) => panel(page).getByRole('searchbox', { name: 'Search hub skills' });
export const identifier = (page: Page) =>
  panel(page).getByRole('textbox', { name: 'Repository, folder or identifier' });
export const dialog = (page: Page) => page.getByRole('dialog');
export const verdict = (page: Page) => dialog(page).getByRole('region', { name: 'What Hermes’ scanner says' });

export const lookInside = async (page: Page, name: string): Promise<void> => {
  await button(page, `Look inside ${name}`).click();
  await expect(dialog(page).getByRole('heading', { name })).toBeVisible();
};

/** The step of the skills, in a draft with nothing but a name. */
export const begin = async (page: Page): Promise<void> => {
  await openBuilder(page);
  await nameField(page).fill('scout');
  await page.keyboard.press('Alt+3');
  await expect(stepHeading(page, 'Choose its skills')).toBeVisible();
};

/** Opens a blueprint, and the step of the skills. */
export const beginWith = async (page: Page, plan: Readonly<{ skills: object; hubSkills?: readonly string[] }>) => {
  await openBuilder(page);
  await importPlan(page, { name: 'scout', ...plan });
  await expect(nameField(page)).toHaveValue('scout');
  await page.keyboard.press('Alt+3');
};
