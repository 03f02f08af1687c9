import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useText } from '../i18n/text.tsx';
import { Button } from '../ui/button.tsx';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { isTouched } from './draft.ts';
import { useBuilder } from './use-builder.tsx';

/** Starts anew, after a question. */
export const DiscardDraft = () => {
  const { discard } = useText().builder;
  const { draft, open } = useBuilder();
  const [isAsked, setAsked] = useState(false);
  if (!isTouched(draft)) return null;
  const confirm = () => {
    setAsked(false);
    open({});
  };
  return (
    <>
      <Button size="sm" variant="quiet" icon={<Trash2 aria-hidden size={16} />} onClick={() => setAsked(true)}>
        {discard.action}
      </Button>
      {isAsked && (
        <ConfirmDialog
          title={discard.title}
          confirm={discard.action}
          destructive
          onConfirm={confirm}
          onClose={() => setAsked(false)}
        >
          {discard.text}
        </ConfirmDialog>
      )}
    </>
  );
};
