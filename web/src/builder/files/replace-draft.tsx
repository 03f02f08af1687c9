import { useEffect } from 'react';
import { useText } from '../../i18n/text.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { useToast } from '../../ui/toast.tsx';
import { isTouched } from '../draft.ts';
import { forgottenOf } from '../secrets.ts';
import { useBuilder } from '../use-builder.tsx';
import type { Opened } from './open-blueprint.ts';

type Props = Readonly<{ opened: Opened; source: string; onDone: () => void }>;

/** Puts what was opened in the place of the draft; asks when there is something in it. */
export const ReplaceDraft = ({ opened, source, onDone }: Props) => {
  const { files } = useText().builder;
  const { draft, open } = useBuilder();
  const showToast = useToast();
  const isAsked = isTouched(draft);
  const replace = () => {
    open(opened);
    showToast(files.opened(source, forgottenOf(opened.given, opened.secrets, opened.draft).length));
    onDone();
  };
  useEffect(() => {
    if (!isAsked) replace();
    // oxlint-disable-next-line react/exhaustive-deps -- once, when it was opened
  }, []);
  if (!isAsked) return null;
  return (
    <ConfirmDialog title={files.replaceTitle} confirm={files.replace} destructive onConfirm={replace} onClose={onDone}>
      {files.replaceText(source)}
    </ConfirmDialog>
  );
};
