import { replay, type ReplayText } from '../../i18n/en/replay.ts';
import { usePageText } from '../../i18n/text.tsx';

/** The texts of a replay in the reader's locale. */
export const useReplayText = (): ReplayText => usePageText('replay', replay);
