import { Workflow } from 'lucide-react';
import { useText } from '../../i18n/text.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { useMachineText } from './use-machine-text.ts';

/** Before the first flow: how the chart comes to be lit. */
export const NoCoverage = () => {
  const { empty } = useMachineText();
  const { shell } = useText();
  return (
    <EmptyState
      icon={<Workflow aria-hidden size={32} />}
      title={empty.title}
      action={
        <LinkButton to="/profiles/new" variant="primary">
          {shell.newProfile}
        </LinkButton>
      }
    >
      <p>{empty.body}</p>
    </EmptyState>
  );
};
