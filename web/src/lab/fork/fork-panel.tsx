import { type ReactNode, useEffect, useRef } from 'react';
import type { Replay } from '../../../../src/machines/flow/replay.ts';
import { Button } from '../../ui/button.tsx';
import { AnswerList } from './answer-list.tsx';
import { Differences } from './differences.tsx';
import { ForkEvents } from './fork-events.tsx';
import { NothingLeft } from './nothing-left.tsx';
import { PlanEditor } from './plan-editor.tsx';
import { RunSection } from './run-section.tsx';
import { UnusedAnswers } from './unused-answers.tsx';
import { useFork } from './use-fork.ts';
import { useForkText } from './use-fork-text.ts';
import type { KeptFork } from './use-kept-fork.ts';
import { Verdict } from './verdict.tsx';

type Props = Readonly<{
  flow: string;
  replay: Replay;
  /** The version forked at. */
  at: number;
  kept: KeptFork;
  goTo: (version: number) => void;
}>;

/** A fork from the version looked at: what is to be different, what comes of it, and the way to really run it. */
export const ForkPanel = ({ flow, replay, at, kept, goTo }: Props) => {
  const text = useForkText();
  const fork = useFork(replay, at, kept);
  const heading = useFocusWhen(kept.opened);
  const { result, isChanged, lookAt, seen } = fork;
  const plan = replay.at(at)?.snapshot.context.plan;
  const reset = () => {
    fork.setChanged(null);
    fork.clear();
  };
  return (
    <div className="flex min-w-0 flex-col gap-5">
      <div className="flex flex-col gap-1">
        <div className="flex min-h-8 flex-wrap items-center justify-between gap-2">
          <h2 ref={heading} tabIndex={-1} className="font-medium">
            {text.title(at)}
          </h2>
          {isChanged && (
            <Button size="sm" variant="quiet" onClick={reset}>
              {text.reset}
            </Button>
          )}
        </div>
        <p className="text-sm text-text-tertiary">{text.hint}</p>
      </div>
      {!result && <p className="text-warning">{text.unknown}</p>}
      {result && (
        <div className="z-10 -mt-4 bg-background pt-4 lg:sticky lg:-top-4">
          <Verdict {...{ result, isChanged }} />
        </div>
      )}
      {result && (
        <Part title={text.answers.title}>
          <UnusedAnswers unused={result.unused} at={at} onRemove={fork.leave} />
          {result.rows.length > 0 ? (
            <AnswerList rows={result.rows} fork={fork} />
          ) : (
            <NothingLeft replay={replay} goTo={goTo} />
          )}
        </Part>
      )}
      {plan && <PlanEditor plan={plan} fork={fork} />}
      {result && isChanged && <Differences diff={result.diff} lookAt={lookAt} />}
      {result && isChanged && (
        <Part title={text.events.title(result.events.length)}>
          <ForkEvents {...{ result, seen, lookAt }} />
        </Part>
      )}
      {plan && <RunSection {...{ flow, plan, fork }} />}
    </div>
  );
};

const Part = ({ title, children }: Readonly<{ title: string; children: ReactNode }>) => (
  <section className="flex min-w-0 flex-col gap-2">
    <h3 className="text-sm font-medium">{title}</h3>
    {children}
  </section>
);

/** The heading takes the focus when a button elsewhere on the page led here. */
const useFocusWhen = (opened: KeptFork['opened']) => {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (opened) heading.current?.focus();
  }, [opened]);
  return heading;
};
