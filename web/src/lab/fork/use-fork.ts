import { useDeferredValue, useMemo, useState } from 'react';
import type { Replay } from '../../../../src/machines/flow/replay.ts';
import { useNavigation } from '../../navigation/navigation.tsx';
import { toChosen } from './answers.ts';
import { type ForkResult, toForkResult } from './fork-result.ts';
import type { ReadPlan } from './plan-text.ts';
import { useAnswers } from './use-answers.ts';
import { useForkText } from './use-fork-text.ts';

/** A plan being changed: its text, and the last thing it could be read as. */
export type ChangedPlan = Readonly<{ text: string; read: ReadPlan; last: Extract<ReadPlan, { ok: true }> | null }>;

/** The fork of a flow at a version while somebody looks at it; `result` is null when nobody does. */
export const useFork = (replay: Replay, at: number, isOpen: boolean) => {
  const { answers: text } = useForkText();
  const { answers, ...address } = useAnswers();
  const [changed, setChanged] = useState<ChangedPlan | null>(null);
  const [seen, setSeen] = useState<Readonly<{ result: ForkResult; version: number }> | null>(null);
  const { place } = useNavigation();
  const [first] = useState(place);
  const plan = changed?.last?.plan;
  const from = useDeferredValue(at);
  const result = useMemo(() => {
    if (!isOpen) return null;
    return toForkResult(replay, { at: from, plan, answers: answers.map((one) => toChosen(one, text.problem)) });
  }, [isOpen, replay, from, plan, answers, text]);
  return {
    ...address,
    at,
    /** The place to which a button of this page led; null when one came another way. */
    opened: place !== first && place.cause === 'push' ? place : null,
    answers,
    changed,
    setChanged,
    result,
    isChanged: answers.length > 0 || plan !== undefined,
    /** The version of the fork that is looked at: its last until another is picked. */
    seen: seen && seen.result === result ? seen.version : (result?.replay.last ?? 0),
    lookAt: (version: number) => result && setSeen({ result, version }),
  };
};

export type Fork = ReturnType<typeof useFork>;
