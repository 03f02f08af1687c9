import type { Page } from '@playwright/test';
import { expect, nameField, openBuilder, stepHeading } from './builder-fixture.ts';

export const models = (page: Page) => page.getByRole('group', { name: 'Model' });
export const radio = (page: Page, name: string | RegExp) => models(page).getByRole('radio', { name });
export const filter = (page: Page) => page.getByRole('searchbox', { name: 'Filter models' });
export const chosen = (page: Page) => models(page).getByRole('radio', { checked: true });
export const typed = (page: Page, label: string) => models(page).getByLabel(new RegExp(`^${label} ?required`));
export const opening = (page: Page) => page.getByRole('region', { name: /^How it opens/ });

/** The step of the model, in a draft with nothing but a name. */
export const begin = async (page: Page): Promise<void> => {
  await openBuilder(page);
  await nameField(page).fill('scout');
  await page.keyboard.press('Alt+2');
  await expect(stepHeading(page, 'Choose its model')).toBeVisible();
  await expect(radio(page, /deepseek/).first()).toBeVisible();
};
