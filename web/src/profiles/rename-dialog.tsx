import { useToast } from '../ui/toast.tsx';
import type { DialogProps } from './dialog-props.ts';
import { renameProfile } from './profile-commands.ts';
import { TextDialog } from './text-dialog.tsx';
import { useProfileCommand } from './use-profile-command.ts';
import { useProfilesText } from './use-profiles-text.ts';

/** Gives a profile another name; what refers to it goes along. */
export const RenameDialog = ({ profile, onClose }: DialogProps) => {
  const { rename } = useProfilesText();
  const toast = useToast();
  const { name } = profile;
  const { mutate, isPending, error } = useProfileCommand(
    (api, to: string) => renameProfile(api, name, to),
    (_, to) => {
      onClose();
      toast(rename.done(name, to));
    },
  );
  return (
    <TextDialog
      title={rename.title(name)}
      label={rename.label}
      hint={profile.gateway_running ? rename.hintGateway : rename.hint}
      submit={rename.submit}
      initial={name}
      mono
      busy={isPending}
      error={error}
      onSubmit={mutate}
      onClose={onClose}
    />
  );
};
