import { useEffect, useRef, useState } from 'react';
import { isTouched } from './draft.ts';
import { KEPT_KEY, type Kept, parseKept, writeKept } from './kept-draft.ts';
import type { BuilderActor } from './use-builder-actor.ts';
import { newKey } from './new-key.ts';

/** A draft that another tab has written over this one's, and what to do about it. */
export type OtherTab = Readonly<{ take: () => void; keepMine: () => void }>;

/**
 * Keeps the draft in the browser. Once another tab has kept another draft, nothing is written until the user has said
 * which of the two it shall be.
 */
export const useKept = (actor: BuilderActor): OtherTab | null => {
  const [other, setOther] = useState<Kept | null>(null);
  const isPaused = useRef(false);
  const settle = () => {
    isPaused.current = false;
    setOther(null);
  };
  useEffect(() => {
    const { unsubscribe } = actor.subscribe(() => {
      if (!isPaused.current) writeKept(toKept(actor));
    });
    const listen = (event: StorageEvent) => {
      const kept = event.key === KEPT_KEY ? parseKept(event.newValue) : null;
      if (kept === null || JSON.stringify(kept.draft) === draftText(actor)) return;
      isPaused.current = true;
      setOther(kept);
    };
    window.addEventListener('storage', listen);
    return () => {
      unsubscribe();
      window.removeEventListener('storage', listen);
    };
  }, [actor]);
  if (other === null) return null;
  return {
    take: () => {
      settle();
      actor.send({ type: 'opened', opened: { ...other, secrets: {}, key: newKey(), isUnanswered: false } });
    },
    keepMine: () => {
      settle();
      writeKept(toKept(actor));
    },
  };
};

const draftText = (actor: BuilderActor): string => JSON.stringify(actor.getSnapshot().context.draft);

/** What to keep: nothing once it has become a flow, or while there is nothing in it. */
const toKept = (actor: BuilderActor): Kept | null => {
  const { draft, given, furthest, key, isUnanswered, flow } = actor.getSnapshot().context;
  return flow === null && isTouched(draft) ? { draft, given: [...given], furthest, key, isUnanswered } : null;
};
