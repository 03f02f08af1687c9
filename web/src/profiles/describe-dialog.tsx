import type { DialogProps } from './dialog-props.ts';
import { describeProfile } from './profile-commands.ts';
import { TextDialog } from './text-dialog.tsx';
import { useProfileCommand } from './use-profile-command.ts';
import { useProfilesText } from './use-profiles-text.ts';

/** Says what a profile is for. */
export const DescribeDialog = ({ profile: { name, description }, onClose }: DialogProps) => {
  const { describe } = useProfilesText();
  const { mutate, isPending, error } = useProfileCommand(
    (api, text: string) => describeProfile(api, name, text),
    onClose,
  );
  return (
    <TextDialog
      title={describe.title(name)}
      label={describe.label}
      hint={describe.hint}
      submit={describe.submit}
      initial={description}
      busy={isPending}
      error={error}
      onSubmit={mutate}
      onClose={onClose}
    />
  );
};
