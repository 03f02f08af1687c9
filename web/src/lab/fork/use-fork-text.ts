import { fork, type ForkText } from '../../i18n/en/fork.ts';
import { usePageText } from '../../i18n/text.tsx';

/** The texts of forks in the reader's locale. */
export const useForkText = (): ForkText => usePageText('fork', fork);
