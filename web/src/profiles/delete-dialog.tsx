import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { useToast } from '../ui/toast.tsx';
import type { DialogProps } from './dialog-props.ts';
import { deleteProfile } from './profile-commands.ts';
import { useProfileCommand } from './use-profile-command.ts';
import { useProfilesText } from './use-profiles-text.ts';

/** Removes a profile with everything in it, once its name was typed. */
export const DeleteDialog = ({ profile, onClose }: DialogProps) => {
  const { remove } = useProfilesText();
  const toast = useToast();
  const { name, path } = profile;
  const { mutate, isPending, error } = useProfileCommand(deleteProfile, () => {
    onClose();
    toast(remove.done(name));
  });
  return (
    <ConfirmDialog
      title={remove.title(name)}
      confirm={remove.submit}
      phrase={name}
      destructive
      busy={isPending}
      onConfirm={() => mutate(name)}
      onClose={onClose}
    >
      <div className="flex flex-col gap-3">
        <p>
          {remove.what} <code className="font-mono text-sm wrap-anywhere">{path}</code>
        </p>
        {profile.gateway_running && <p>{remove.gateway}</p>}
        <p>{remove.kept}</p>
        {error && <ErrorState error={error} />}
      </div>
    </ConfirmDialog>
  );
};
