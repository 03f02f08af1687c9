import { machine, type MachineText } from '../../i18n/en/machine.ts';
import { usePageText } from '../../i18n/text.tsx';

/** The texts of the machine's page in the reader's locale. */
export const useMachineText = (): MachineText => usePageText('machine', machine);
