import type { FlowView } from '../../../../src/machines/flow/view.ts';
import { ItemProblem } from '../../flow/item-problem.tsx';
import { useFlowCommands } from '../../flow/use-flow-commands.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import type { Trouble } from './troubles.ts';
import { useReplayText } from './use-replay-text.ts';

type Props = Readonly<{
  troubles: readonly Trouble[];
  /** The flow as it is now: only that can be tried again. */
  now: FlowView | undefined;
  goTo: (version: number) => void;
  onRetried: () => void;
}>;

/** Everything that went wrong in the flow: where, why, and, as long as it is so, what can be done. */
export const ProblemsPanel = ({ troubles, now, goTo, onRetried }: Props) => {
  const { problems } = useReplayText();
  if (troubles.length === 0) return <p className="py-8 text-center text-text-tertiary">{problems.none}</p>;
  return (
    <ul className="flex min-w-0 flex-col gap-3">
      {troubles.map((trouble) => (
        <TroubleRow key={trouble.item} {...{ trouble, now, goTo, onRetried }} />
      ))}
    </ul>
  );
};

type RowProps = Omit<Props, 'troubles'> & Readonly<{ trouble: Trouble }>;

const TroubleRow = ({ trouble: { item: id, problem, versions, isOpen }, now, goTo, onRetried }: RowProps) => {
  const { problems } = useReplayText();
  const commands = useFlowCommands(now);
  const item = now?.items.find((one) => one.id === id && one.problem);
  return (
    <li data-trouble={id} className="flex min-w-0 flex-col gap-3 rounded-lg border border-border bg-card p-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 className="font-mono text-sm break-all">{id}</h2>
        <Badge tone={isOpen ? 'warning' : 'success'}>{isOpen ? problems.open : problems.mended}</Badge>
      </div>
      {now && item && isOpen ? (
        <ItemProblem view={now} {...{ item, commands, onRetried }} />
      ) : (
        <p className="text-sm whitespace-pre-wrap wrap-anywhere">{problem.message}</p>
      )}
      <Jumps {...{ id, versions, goTo }} />
    </li>
  );
};

type JumpsProps = Readonly<{ id: string; versions: readonly number[]; goTo: (version: number) => void }>;

/** Buttons to the first and to the last time it failed. */
const Jumps = ({ id, versions, goTo }: JumpsProps) => {
  const { problems } = useReplayText();
  const ends = [...new Set([versions[0], versions.at(-1)])].filter((version) => version !== undefined);
  return (
    <div className="flex flex-wrap items-center gap-2 border-t border-border pt-2">
      <span className="mr-auto text-sm text-text-tertiary">{problems.failed(versions.length)}</span>
      {ends.map((version) => (
        <Button key={version} size="sm" aria-label={problems.jump(id, version)} onClick={() => goTo(version)}>
          {problems.version(version)}
        </Button>
      ))}
    </div>
  );
};
