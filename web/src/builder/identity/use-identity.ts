import type { Draft } from '../draft.ts';
import { useBuilder } from '../use-builder.tsx';

type Identity = Draft['identity'];

/** The identity of the draft, and how to change parts of it. */
export const useIdentity = (): readonly [Identity, (part: Partial<Identity>) => void] => {
  const { draft, change } = useBuilder();
  return [draft.identity, (part) => change({ identity: { ...draft.identity, ...part } })];
};
