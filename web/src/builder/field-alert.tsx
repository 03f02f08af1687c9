import { CircleAlert } from 'lucide-react';
import { useText } from '../i18n/text.tsx';
import { useBuilder } from './use-builder.tsx';

/** What is wrong with a choice that is not a single field; read out when it appears. */
export const FieldAlert = ({ field }: Readonly<{ field: string }>) => {
  const text = useText();
  const error = useBuilder().errorOf(field);
  return (
    <div role="alert" className="text-sm text-destructive empty:hidden">
      {error && (
        <p className="flex gap-1.5">
          <CircleAlert aria-hidden size={16} className="mt-0.5 shrink-0" />
          <span className="min-w-0">{error.say(text)}</span>
        </p>
      )}
    </div>
  );
};
