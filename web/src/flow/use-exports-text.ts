import { exports, type ExportsText } from '../i18n/en/exports.ts';
import { usePageText } from '../i18n/text.tsx';

/** The texts about flows in files, in the reader's locale. */
export const useExportsText = (): ExportsText => usePageText('exports', exports);
