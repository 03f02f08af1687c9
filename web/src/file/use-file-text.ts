import { file, type FileText } from '../i18n/en/file.ts';
import { usePageText } from '../i18n/text.tsx';

/** The texts of a flow in a file, in the reader's locale. */
export const useFileText = (): FileText => usePageText('file', file);
