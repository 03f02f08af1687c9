import type { ItemView } from '../../../src/machines/flow/view.ts';
import type { OutputHook } from './item-output.ts';
import { lastLineOf } from './log/log-text.ts';
import { useFlowText } from './use-flow-text.ts';

type Props = Readonly<{ item: ItemView; output: OutputHook | null; isOpen: boolean; hasProblem: boolean }>;

/** The second line of a row, one line high whatever it says: what an install is, waits for, or prints; why something failed. */
export const ItemDetail = ({ item, output, isOpen, hasProblem }: Props) => {
  const flow = useFlowText();
  if (hasProblem && !isOpen) return <Line>{item.problem?.message}</Line>;
  if (item.kind !== 'install') return null;
  if (item.state === 'queued') return <Line>{flow.queuedHint}</Line>;
  if (item.state === 'running' && output && !isOpen) return <LastLine {...{ item, output }} />;
  return <Line isCode>{item.name}</Line>;
};

const LastLine = ({ item, output }: Readonly<{ item: ItemView; output: OutputHook }>) => {
  const flow = useFlowText();
  const line = lastLineOf(output.useLines(item).lines);
  return <Line isCode>{line ?? flow.startingHint}</Line>;
};

const Line = ({ isCode = false, children }: Readonly<{ isCode?: boolean; children: string | undefined }>) => (
  <p
    className={
      isCode ? 'truncate font-mono text-xs leading-5 text-text-tertiary' : 'truncate text-sm text-text-tertiary'
    }
  >
    {children}
  </p>
);
