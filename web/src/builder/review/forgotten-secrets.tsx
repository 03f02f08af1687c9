import { KeyRound } from 'lucide-react';
import { useText } from '../../i18n/text.tsx';
import { Button } from '../../ui/button.tsx';
import { forgottenOf, placeOfSlot } from '../secrets.ts';
import { useBuilder } from '../use-builder.tsx';

/** Secrets that went with a reload: what is created without them lacks them. */
export const ForgottenSecrets = () => {
  const { review } = useText().builder;
  const { draft, secrets, given, go } = useBuilder();
  const forgotten = forgottenOf(given, secrets, draft);
  if (forgotten.length === 0) return null;
  return (
    <section
      aria-label={review.forgotten(forgotten.length)}
      className="flex flex-col gap-3 rounded-xl border border-warning-line bg-warning-soft p-4 text-sm"
    >
      <p className="flex items-start gap-2.5">
        <KeyRound aria-hidden size={16} className="mt-0.5 shrink-0 text-warning" />
        {review.forgotten(forgotten.length)}
      </p>
      <ul className="flex flex-wrap gap-2">
        {forgotten.map((slot) => {
          const { step, name } = placeOfSlot(slot, draft);
          return (
            <li key={slot}>
              <Button size="sm" onClick={() => go(step, slot)}>
                {review.enter(name)}
              </Button>
            </li>
          );
        })}
      </ul>
    </section>
  );
};
