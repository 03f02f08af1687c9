import { compare, type CompareText } from '../../i18n/en/compare.ts';
import { usePageText } from '../../i18n/text.tsx';

/** The texts of the comparison in the reader's locale. */
export const useCompareText = (): CompareText => usePageText('compare', compare);
