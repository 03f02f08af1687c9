import { useSearchParams } from '../../navigation/use-search-params.ts';

/** Opens the fork of a flow at a version, as a place of its own to come back from; `answers` as the address has them. */
export const useOpenFork = () => {
  const [, setParams] = useSearchParams();
  return (at: number, answers?: readonly string[]): void =>
    setParams((params) => {
      params.set('panel', 'fork');
      params.set('at', String(at));
      if (answers) params.delete('answer');
      for (const answer of answers ?? []) params.append('answer', answer);
      return params;
    });
};
