import { GitFork } from 'lucide-react';
import { useState } from 'react';
import type { Plan } from '../../../../src/machines/flow/plan.ts';
import { Button } from '../../ui/button.tsx';
import { RunDialog } from './run-dialog.tsx';
import type { Fork } from './use-fork.ts';
import { useForkText } from './use-fork-text.ts';

type Props = Readonly<{ flow: string; plan: Plan; fork: Fork }>;

/** The one thing here that is done for real, apart from the rest and asked for twice. */
export const RunSection = ({ flow, plan, fork }: Props) => {
  const { run } = useForkText();
  const [asks, setAsks] = useState(false);
  const isWrong = fork.changed?.read.ok === false;
  return (
    <section className="flex flex-col items-start gap-2 border-t border-border pt-4">
      <h3 className="text-sm font-medium">{run.title}</h3>
      <p className="text-sm text-text-tertiary">{isWrong ? run.mend : run.hint}</p>
      <Button icon={<GitFork aria-hidden size={16} />} disabled={isWrong} onClick={() => setAsks(true)}>
        {run.open}
      </Button>
      {asks && <RunDialog {...{ flow, plan, fork }} onClose={() => setAsks(false)} />}
    </section>
  );
};
