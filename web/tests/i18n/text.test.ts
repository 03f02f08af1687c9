import { expect, it } from 'vitest';
import { en } from '../../src/i18n/en.ts';
import { localeOf } from '../../src/i18n/locales.ts';
import { toText } from '../../src/i18n/text.tsx';

it('a locale says what it has, and English the rest', () => {
  const text = toText({ shell: { profiles: 'Profile' } });
  expect(text.shell.profiles).toBe('Profile');
  expect(text.shell.flows).toBe(en.shell.flows);
  expect(text.ui).toEqual(en.ui);
});

it('a locale of nothing is English', () => {
  expect(toText({})).toEqual(en);
});

it('a language nobody translated to is English', () => {
  expect(toText(localeOf(['tlh', 'en-GB']))).toEqual(en);
  expect(toText(localeOf([]))).toEqual(en);
});
