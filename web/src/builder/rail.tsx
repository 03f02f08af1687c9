import { Check } from 'lucide-react';
import clsx from 'clsx';
import { useText } from '../i18n/text.tsx';
import { VisuallyHidden } from '../ui/visually-hidden.tsx';
import { placeOf, type Step, steps } from './steps.ts';
import { summaryOf } from './summaries.ts';
import { useBuilder } from './use-builder.tsx';
import { blockerOf, errorsOf } from './validity.ts';

/** The steps beside the form: where one is, what was chosen, and the way to each. */
export const Rail = () => {
  const text = useText();
  return (
    <nav aria-label={text.builder.rail}>
      <ol className="flex flex-col gap-1">
        {steps.map((step) => (
          <li key={step}>
            <RailButton step={step} />
          </li>
        ))}
      </ol>
    </nav>
  );
};

const RailButton = ({ step }: Readonly<{ step: Step }>) => {
  const text = useText();
  const builder = useBuilder();
  const { builder: words } = text;
  const isCurrent = step === builder.step;
  const isDone = !isCurrent && placeOf(step) < placeOf(builder.furthest) && errorsOf(step, builder).length === 0;
  return (
    <button
      type="button"
      aria-current={isCurrent ? 'step' : undefined}
      disabled={blockerOf(step, builder) !== null}
      onClick={() => builder.go(step)}
      className={clsx(
        'flex w-full min-w-0 items-start gap-3 rounded-lg px-3 py-2 text-left text-sm disabled:text-text-disabled',
        isCurrent ? 'bg-muted' : 'hover:bg-card',
      )}
    >
      <Mark place={placeOf(step) + 1} isCurrent={isCurrent} isDone={isDone} />
      <span className="min-w-0">
        <span className="block font-medium">
          {words.steps[step]}
          {isDone && <VisuallyHidden>{`, ${words.done}`}</VisuallyHidden>}
        </span>
        {isDone && (
          <span className="block truncate text-xs text-text-secondary">{summaryOf(step, builder.draft, text)}</span>
        )}
      </span>
    </button>
  );
};

const Mark = ({ place, isCurrent, isDone }: Readonly<{ place: number; isCurrent: boolean; isDone: boolean }>) => (
  <span
    aria-hidden
    className={clsx(
      'grid size-6 shrink-0 place-items-center rounded-full border text-xs font-medium',
      isDone && 'border-success-line bg-success-soft text-success',
      isCurrent && 'border-primary bg-primary text-primary-foreground',
      !isDone && !isCurrent && 'border-border',
    )}
  >
    {isDone ? <Check size={14} /> : place}
  </span>
);
