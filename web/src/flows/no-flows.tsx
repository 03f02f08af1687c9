import { Plus, SearchX, Workflow } from 'lucide-react';
import { useText } from '../i18n/text.tsx';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { LinkButton } from '../ui/link-button.tsx';
import { TerminalWay } from '../ui/terminal-way.tsx';
import { useFlowsText } from './use-flows-text.ts';

/** In place of the list before the first flow: what will be here, and how it gets here. */
export const NoFlows = () => {
  const flows = useFlowsText();
  const { shell } = useText();
  return (
    <EmptyState
      icon={<Workflow aria-hidden size={32} />}
      title={flows.empty.title}
      action={
        <LinkButton to="/profiles/new" variant="primary" icon={<Plus aria-hidden size={16} />}>
          {shell.newProfile}
        </LinkButton>
      }
    >
      <p>{flows.empty.body}</p>
      <TerminalWay hint={flows.empty.command} command="profile-builder create --name scout" />
    </EmptyState>
  );
};

/** In place of the list when the filters leave nothing of it. */
export const NothingFound = ({ onShowAll }: Readonly<{ onShowAll: () => void }>) => {
  const { nothing } = useFlowsText();
  return (
    <EmptyState
      icon={<SearchX aria-hidden size={32} />}
      title={nothing.title}
      action={<Button onClick={onShowAll}>{nothing.action}</Button>}
    />
  );
};
