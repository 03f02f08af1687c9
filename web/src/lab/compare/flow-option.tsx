import { Command } from 'cmdk';
import type { FlowSummary } from '../../../../src/machines/flow/view.ts';
import { toStatus, toWords } from '../../flows/standing.ts';
import { useFlowsText } from '../../flows/use-flows-text.ts';
import { useText } from '../../i18n/text.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { StatusIcon } from '../../ui/status-icon.tsx';

type Props = Readonly<{
  flow: FlowSummary;
  /** Why it is proposed. */
  note?: string;
  onChoose: (flow: string) => void;
}>;

/** A flow to choose: of what profile, which one, how it ended, how old. */
export const FlowOption = ({ flow, note, onChoose }: Props) => {
  const flows = useFlowsText();
  const { ui } = useText();
  const { id, profile, startedAt } = flow;
  return (
    <Command.Item
      value={id}
      onSelect={() => onChoose(id)}
      className="grid min-h-14 cursor-pointer grid-cols-[1.25rem_minmax(0,1fr)_auto] items-center gap-x-3 rounded-lg px-3 py-2 text-sm data-[selected=true]:bg-accent"
    >
      <StatusIcon status={toStatus(flow)} decorative />
      <span className="min-w-0">
        <span className="block truncate">
          <span className="font-mono">{profile}</span>
          {note && <span className="text-text-secondary"> · {note}</span>}
        </span>
        <span className="block truncate font-mono text-xs text-text-tertiary">{id}</span>
      </span>
      <span className="text-right text-xs">
        <span className="block text-text-secondary">{toWords(flow, flows, ui)}</span>
        <span className="block text-text-tertiary">
          <RelativeTime at={startedAt} />
        </span>
      </span>
    </Command.Item>
  );
};
