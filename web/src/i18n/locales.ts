import type { PartialText } from './text.tsx';

/** Every locale there is, by its language; each holds what it says otherwise than English. */
const locales: Readonly<Record<string, PartialText>> = { en: {} };

/** The first of the reader's languages that there is, English when there is none. */
export const localeOf = (languages: readonly string[]): PartialText =>
  languages.map((language) => locales[language.split('-')[0] ?? '']).find((locale) => locale !== undefined) ?? {};
