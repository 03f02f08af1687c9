import { flows, type FlowsText } from '../i18n/en/flows.ts';
import { usePageText } from '../i18n/text.tsx';

/** The texts of the list of flows in the reader's locale. */
export const useFlowsText = (): FlowsText => usePageText('flows', flows);
