import { useEffect, useRef, useState } from 'react';
import type { FlowView } from '../../../src/machines/flow/view.ts';
import { toAnnouncements } from './announcements.ts';
import { useFlowText } from './use-flow-text.ts';

/** So many sentences stay in the document, for a screen reader that is behind. */
const KEPT = 20;

/** Reads out each milestone once, as it happens; never what is printed. Silent when the page is opened. */
export const Announcer = ({ view }: Readonly<{ view: FlowView }>) => {
  const flow = useFlowText();
  const seen = useRef(view);
  const [said, setSaid] = useState<readonly Readonly<{ id: number; sentence: string }>[]>([]);
  useEffect(() => {
    const sentences = toAnnouncements(seen.current, view, flow);
    seen.current = view;
    if (sentences.length === 0) return;
    setSaid((before) => {
      const next = (before.at(-1)?.id ?? 0) + 1;
      return [...before, ...sentences.map((sentence, index) => ({ id: next + index, sentence }))].slice(-KEPT);
    });
  }, [view, flow]);
  return (
    <div aria-live="polite" aria-relevant="additions" className="sr-only">
      {said.map(({ id, sentence }) => (
        <p key={id}>{sentence}</p>
      ))}
    </div>
  );
};
