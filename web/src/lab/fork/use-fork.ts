import { useDeferredValue, useEffect, useMemo } from 'react';
import type { Replay } from '../../../../src/machines/flow/replay.ts';
import { toChosen } from './answers.ts';
import { toForkResult } from './fork-result.ts';
import { useAnswers } from './use-answers.ts';
import { useForkText } from './use-fork-text.ts';
import type { KeptFork } from './use-kept-fork.ts';

/** The fork of a flow at a version; `result` is null when its machine is not known. */
export const useFork = (replay: Replay, at: number, { shown, show, ...kept }: KeptFork) => {
  const { answers: text } = useForkText();
  const { answers, choose, leave, clear } = useAnswers();
  const plan = kept.changed?.last?.plan;
  const from = useDeferredValue(at);
  const result = useMemo(
    () => toForkResult(replay, { at: from, plan, answers: answers.map((one) => toChosen(one, text.problem)) }),
    [replay, from, plan, answers, text],
  );
  const isChanged = answers.length > 0 || plan !== undefined;
  const forked = isChanged && result ? result.replay : null;
  useEffect(() => {
    show(forked && { replay: forked, at: forked.last });
    return () => show(null);
  }, [show, forked]);
  return {
    ...kept,
    at,
    answers,
    choose,
    leave,
    clear,
    result,
    isChanged,
    /** The version of the fork that is looked at. */
    seen: shown?.at ?? 0,
    lookAt: (version: number) => show(forked && { replay: forked, at: version }),
  };
};

export type Fork = ReturnType<typeof useFork>;
