import { useMemo } from 'react';
import { useSearchParams } from '../../navigation/use-search-params.ts';
import { type Answer, type Attempt, parseAnswer, withAnswer, withoutAnswer, writeAnswer } from './answers.ts';
import { useOpenFork } from './use-open-fork.ts';

/** The answers of a fork, kept in the address so that it can be shared. */
export const useAnswers = () => {
  const [params, setParams] = useSearchParams();
  const openFork = useOpenFork();
  const written = params.getAll('answer').map(encodeURIComponent).join(' ');
  const answers = useMemo(() => readAnswers(written), [written]);
  const set = (next: readonly Answer[]): void =>
    setParams(
      (before) => {
        before.delete('answer');
        for (const answer of next) before.append('answer', writeAnswer(answer));
        return before;
      },
      { replace: true },
    );
  return {
    answers,
    choose: (answer: Answer) => set(withAnswer(answers, answer)),
    leave: (attempt: Attempt) => set(withoutAnswer(answers, attempt)),
    clear: () => set([]),
    /** Opens the fork at a version, with one more answer. */
    openWith: (at: number, answer: Answer) => openFork(at, withAnswer(answers, answer).map(writeAnswer)),
  };
};

const readAnswers = (written: string): readonly Answer[] =>
  written.split(' ').flatMap((text) => parseAnswer(decodeURIComponent(text)) ?? []);
