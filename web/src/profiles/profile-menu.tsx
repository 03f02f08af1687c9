import { Archive, Check, Copy, Ellipsis, PenLine, Text as TextIcon, Trash2 } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { ProfileRow } from '../api/profiles.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { Menu } from '../ui/menu.tsx';
import { useToast } from '../ui/toast.tsx';
import { DeleteDialog } from './delete-dialog.tsx';
import { DescribeDialog } from './describe-dialog.tsx';
import { ExportDialog } from './export-dialog.tsx';
import { setActive } from './profile-commands.ts';
import { RefusedDialog } from './refused-dialog.tsx';
import { RenameDialog } from './rename-dialog.tsx';
import { toStartCommand } from './start-command.ts';
import { useProfileCommand } from './use-profile-command.ts';
import { useProfilesText } from './use-profiles-text.ts';

type Props = Readonly<{ profile: ProfileRow; isActive: boolean }>;
type Asked = 'rename' | 'describe' | 'export' | 'delete';

/** What can be done with a profile; the default one keeps its name and stays. */
export const ProfileMenu = ({ profile, isActive }: Props) => {
  const { menu, done } = useProfilesText();
  const toast = useToast();
  const [asked, setAsked] = useState<Asked | null>(null);
  const { name, is_default: isDefault } = profile;
  const activate = useProfileCommand(setActive, () => toast(done.active(name)));
  const copy = () => {
    const command = toStartCommand(profile);
    navigator.clipboard.writeText(command).then(
      () => toast(done.copied(command)),
      () => toast(done.notCopied(command)),
    );
  };
  const ask = (label: string, icon: ReactNode, about: Asked) => ({ label, icon, onSelect: () => setAsked(about) });
  const close = () => setAsked(null);
  const Dialog = asked && dialogs[asked];
  return (
    <>
      <Menu
        trigger={(props) => (
          <IconButton {...props} size="sm" label={menu.label(name)} icon={<Ellipsis aria-hidden size={18} />} />
        )}
        items={[
          {
            label: menu.setActive,
            icon: <Check aria-hidden size={16} />,
            disabled: isActive,
            onSelect: () => activate.mutate(name),
          },
          { label: menu.copy, icon: <Copy aria-hidden size={16} />, onSelect: copy },
          ask(menu.describe, <TextIcon aria-hidden size={16} />, 'describe'),
          { ...ask(menu.rename, <PenLine aria-hidden size={16} />, 'rename'), disabled: isDefault },
          ask(menu.export, <Archive aria-hidden size={16} />, 'export'),
          {
            ...ask(menu.delete, <Trash2 aria-hidden size={16} />, 'delete'),
            destructive: !isDefault,
            disabled: isDefault,
          },
        ]}
      />
      {Dialog && <Dialog profile={profile} onClose={close} />}
      {activate.error && <RefusedDialog title={menu.setActive} error={activate.error} onClose={activate.reset} />}
    </>
  );
};

const dialogs = { rename: RenameDialog, describe: DescribeDialog, export: ExportDialog, delete: DeleteDialog };
