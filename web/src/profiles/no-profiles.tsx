import { Plus, Users } from 'lucide-react';
import { useText } from '../i18n/text.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { LinkButton } from '../ui/link-button.tsx';
import { TerminalWay } from '../ui/terminal-way.tsx';
import { useProfilesText } from './use-profiles-text.ts';

/** While there is no profile but the default one: what they are for, and how to get one. */
export const NoProfiles = () => {
  const profiles = useProfilesText();
  const { shell } = useText();
  return (
    <EmptyState
      icon={<Users aria-hidden size={32} />}
      title={profiles.empty.title}
      action={
        <LinkButton to="/profiles/new" variant="primary" icon={<Plus aria-hidden size={16} />}>
          {shell.newProfile}
        </LinkButton>
      }
    >
      <p>{profiles.empty.body}</p>
      <TerminalWay hint={profiles.empty.command} command="profile-builder create --name scout" />
    </EmptyState>
  );
};
