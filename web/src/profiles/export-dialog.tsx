import { useText } from '../i18n/text.tsx';
import { Button } from '../ui/button.tsx';
import { CodeBlock } from '../ui/code-block.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import type { DialogProps } from './dialog-props.ts';
import { exportProfile } from './profile-commands.ts';
import { useProfilesText } from './use-profiles-text.ts';
import { useProfileCommand } from './use-profile-command.ts';

/** Packs a profile into an archive on this machine, and says where it is. */
export const ExportDialog = ({ profile: { name }, onClose }: DialogProps) => {
  const { ui } = useText();
  const { pack } = useProfilesText();
  const { mutate, isPending, error, data } = useProfileCommand(exportProfile);
  return (
    <Dialog
      title={data ? pack.done(name) : pack.title(name)}
      onClose={onClose}
      footer={
        data ? (
          <Button onClick={onClose}>{ui.close}</Button>
        ) : (
          <>
            <Button onClick={onClose}>{ui.cancel}</Button>
            <Button variant="primary" busy={isPending} onClick={() => mutate(name)}>
              {pack.submit}
            </Button>
          </>
        )
      }
    >
      <div className="flex flex-col gap-3">
        {data ? (
          <CodeBlock text={data.archive} label={pack.archive} />
        ) : (
          <p className="text-text-secondary">{pack.what}</p>
        )}
        {error && <ErrorState error={error} />}
      </div>
    </Dialog>
  );
};
