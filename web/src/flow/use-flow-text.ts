import { flow, type FlowText } from '../i18n/en/flow.ts';
import { usePageText } from '../i18n/text.tsx';

/** The texts of a flow in the reader's locale. */
export const useFlowText = (): FlowText => usePageText('flow', flow);
