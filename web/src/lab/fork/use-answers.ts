import { useMemo } from 'react';
import { useSearchParams } from '../../navigation/use-search-params.ts';
import { type Answer, type Attempt, parseAnswer, withAnswer, withoutAnswer, writeAnswer } from './answers.ts';

/** The answers of a fork, kept in the address so that it can be shared. */
export const useAnswers = () => {
  const [params, setParams] = useSearchParams();
  const written = params.getAll('answer').map(encodeURIComponent).join(' ');
  const answers = useMemo(() => readAnswers(written), [written]);
  const set = (next: readonly Answer[], open: Readonly<{ at: number }> | null = null): void =>
    setParams(
      (before) => {
        before.delete('answer');
        for (const answer of next) before.append('answer', writeAnswer(answer));
        if (open) {
          before.set('panel', 'fork');
          before.set('at', String(open.at));
        }
        return before;
      },
      { replace: open === null },
    );
  return {
    answers,
    choose: (answer: Answer) => set(withAnswer(answers, answer)),
    leave: (attempt: Attempt) => set(withoutAnswer(answers, attempt)),
    clear: () => set([]),
    /** Opens the fork at a version, with one more answer if there is one. */
    open: (at: number, answer?: Answer) => set(answer ? withAnswer(answers, answer) : answers, { at }),
  };
};

const readAnswers = (written: string): readonly Answer[] =>
  written.split(' ').flatMap((text) => parseAnswer(decodeURIComponent(text)) ?? []);
