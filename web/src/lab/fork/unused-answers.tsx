import { X } from 'lucide-react';
import type { ChosenAnswer } from '../../../../src/machines/flow/trial.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { useForkText } from './use-fork-text.ts';

type Props = Readonly<{ unused: readonly ChosenAnswer[]; at: number; onRemove: (answer: ChosenAnswer) => void }>;

/** Answers that change nothing, and why. */
export const UnusedAnswers = ({ unused, at, onRemove }: Props) => {
  const { answers: text } = useForkText();
  if (unused.length === 0) return null;
  return (
    <section
      aria-label={text.unusedTitle}
      className="rounded-lg border border-warning-line bg-warning-soft py-2 pr-2 pl-4"
    >
      <ul className="flex flex-col gap-1 text-sm">
        {unused.map((answer) => (
          <li key={`${answer.item} ${answer.attempt}`} className="flex items-start gap-2">
            <span className="min-w-0 flex-1 py-1 wrap-anywhere">{text.unused(answer.item, answer.event.type, at)}</span>
            <IconButton
              size="sm"
              label={text.remove(answer.item)}
              onClick={() => onRemove(answer)}
              icon={<X aria-hidden size={14} />}
            />
          </li>
        ))}
      </ul>
    </section>
  );
};
