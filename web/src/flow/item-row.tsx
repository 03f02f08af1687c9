import clsx from 'clsx';
import { ChevronRight } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import type { FlowView, ItemView } from '../../../src/machines/flow/view.ts';
import { Badge } from '../ui/badge.tsx';
import { StatusIcon, toneOfStatus, useStatusLabel } from '../ui/status-icon.tsx';
import { toneText } from '../ui/tone.ts';
import { canCancelItem } from './actions.ts';
import { Elapsed } from './clock.tsx';
import { ItemDetail } from './item-detail.tsx';
import { isStoppedWithFlow } from './item-facts.ts';
import type { OutputHook } from './item-output.ts';
import { ItemProblem } from './item-problem.tsx';
import { LogPanel } from './log/log-panel.tsx';
import { type Label, toLabel } from './names.ts';
import { StopInstall } from './stop-install.tsx';
import type { FlowCommands } from './use-command.ts';
import { useFlowText } from './use-flow-text.ts';
import { useKeepFocus } from './use-keep-focus.ts';

type Props = Readonly<{
  view: FlowView;
  item: ItemView;
  commands: FlowCommands | null;
  output: OutputHook | null;
  isOpen: boolean;
  onToggle: (isOpen: boolean) => void;
  onRetried: () => void;
}>;

/** One item: how it stands; opened, why it failed, what to do, and what it printed. */
export const ItemRow = ({ view, item, commands, output, isOpen, onToggle, onRetried }: Props) => {
  const flow = useFlowText();
  const panel = useId();
  const row = useKeepFocus<HTMLLIElement>();
  const hasLog = item.kind === 'install' && output !== null && item.state !== 'pending';
  const hasProblem = item.problem !== undefined && !isStoppedWithFlow(view, item);
  const hasPanel = hasLog || hasProblem;
  return (
    <li {...row} data-item={item.id} data-state={item.state} className="-outline-offset-2">
      <div className={clsx('relative flex min-h-12 items-start gap-3 px-4 py-3', hasPanel && 'hover:bg-muted')}>
        <span className="flex h-6 items-center">
          <StatusIcon status={item.state} decorative />
        </span>
        <div className="min-w-0 flex-1">
          <div className="flex min-h-6 items-start gap-3">
            <div className="flex min-h-6 min-w-0 flex-1 flex-wrap items-center gap-x-3">
              <Disclosure {...{ hasPanel, isOpen, panel, onToggle }}>
                <ItemLabel label={toLabel(item, view, flow)} isCalm={isCalm(item)} />
              </Disclosure>
              {item.attempt > 1 && <Badge>{flow.attempt(item.attempt)}</Badge>}
            </div>
            <div className="flex h-6 shrink-0 items-center gap-3">
              {commands && canCancelItem(view, item) && <StopInstall {...{ item, commands }} />}
              <StateWord item={item} />
              <span className="flex min-w-14 justify-end">
                {item.state !== 'pending' && item.state !== 'skipped' && <Elapsed {...item} />}
              </span>
              <ChevronRight
                aria-hidden
                size={16}
                className={clsx(
                  'shrink-0 text-text-tertiary transition-transform',
                  isOpen && 'rotate-90',
                  !hasPanel && 'invisible',
                )}
              />
            </div>
          </div>
          <ItemDetail {...{ item, output, isOpen }} hasProblem={hasProblem} />
        </div>
      </div>
      {hasPanel && isOpen && (
        <div id={panel} className="flex flex-col gap-4 px-4 pt-1 pb-4 @2xl:pl-11.5">
          {hasProblem && <ItemProblem {...{ view, item, commands, onRetried }} />}
          {hasLog && <LogPanel key={item.attempt} {...{ item, output }} />}
        </div>
      )}
    </li>
  );
};

const isCalm = ({ state }: ItemView): boolean => state === 'pending' || state === 'skipped';

type DisclosureProps = Readonly<{
  hasPanel: boolean;
  isOpen: boolean;
  panel: string;
  onToggle: (isOpen: boolean) => void;
  children: ReactNode;
}>;

/** The label, as the button that opens the row where there is something to open; all of the row can be pressed. */
const Disclosure = ({ hasPanel, isOpen, panel, onToggle, children }: DisclosureProps) => {
  if (!hasPanel) return children;
  return (
    <button
      type="button"
      aria-expanded={isOpen}
      aria-controls={isOpen ? panel : undefined}
      onClick={() => onToggle(!isOpen)}
      className="max-w-full min-w-0 text-left -outline-offset-2 after:absolute after:inset-0"
    >
      {children}
    </button>
  );
};

const ItemLabel = ({ label: { words, code }, isCalm: calm }: Readonly<{ label: Label; isCalm: boolean }>) => (
  <span
    className={clsx(
      'block min-w-0 text-sm wrap-anywhere',
      code !== undefined && 'font-mono',
      calm && 'text-text-tertiary',
    )}
  >
    {code ?? words}
  </span>
);

const StateWord = ({ item }: Readonly<{ item: ItemView }>) => {
  const flow = useFlowText();
  const word = useStatusLabel(item.state);
  return (
    <span
      className={clsx(
        'text-sm whitespace-nowrap',
        item.state === 'succeeded' ? 'text-text-tertiary' : toneText[toneOfStatus(item.state)],
        // Where there is little room, the icon and the line below say it.
        !item.problem && '@max-lg:sr-only',
      )}
    >
      {item.stopping ? flow.stopping : word}
    </span>
  );
};
