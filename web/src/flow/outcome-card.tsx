import type { ReactNode } from 'react';
import type { FlowView } from '../../../src/machines/flow/view.ts';
import type { FlowText } from '../i18n/en/flow.ts';
import { Card } from '../ui/card.tsx';
import { CodeBlock } from '../ui/code-block.tsx';
import { toEndCard } from './end-card.ts';
import { FlowActions } from './flow-actions.tsx';
import { isImported } from './item-facts.ts';
import type { FlowCommands } from './use-command.ts';
import { useFlowText } from './use-flow-text.ts';
import { useKeepFocus } from './use-keep-focus.ts';

/** What there is and what there is not, how to use it, and what can be pressed next. */
export const OutcomeCard = ({ view, commands }: Readonly<{ view: FlowView; commands: FlowCommands | null }>) => {
  const { end } = useFlowText();
  const card = useKeepFocus<HTMLDivElement>();
  const { sentences, command } = toEndCard(view, useFlowText());
  return (
    <div {...card} className="rounded-xl">
      <Card title={titleOf(view, end)}>
        <div className="flex flex-col gap-4">
          <div className="flex flex-col gap-2 text-sm">
            {sentences.map((sentence) => (
              <p key={sentence} className="wrap-anywhere">
                {sentence}
              </p>
            ))}
          </div>
          {view.outcome !== null && command !== null && <Use>{command}</Use>}
          {commands && view.outcome === 'rejected' && <p className="text-sm text-text-secondary">{end.answers}</p>}
          {commands && <FlowActions view={view} commands={commands} />}
        </div>
      </Card>
    </div>
  );
};

const titleOf = (view: FlowView, end: FlowText['end']): string => {
  const { outcome, stopping } = view;
  if (outcome !== null || isImported(view)) return end.title;
  return stopping ? end.stoppingTitle : end.runningTitle;
};

const Use = ({ children }: Readonly<{ children: string }>): ReactNode => {
  const { end } = useFlowText();
  return (
    <div className="flex flex-col gap-1.5">
      <p className="text-sm text-text-secondary">{end.use}</p>
      <CodeBlock text={children} label={end.use} />
    </div>
  );
};
