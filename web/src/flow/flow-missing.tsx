import { ApiProblem } from '../api/api-problem.ts';
import { Page } from '../shell/page.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { LinkButton } from '../ui/link-button.tsx';
import { useFlowText } from './use-flow-text.ts';

/** In place of a flow that is not there or cannot be read. */
export const FlowMissing = ({ error, onRetry }: Readonly<{ error: Error; onRetry: () => void }>) => {
  const { missing, unreadable } = useFlowText();
  const code = error instanceof ApiProblem ? error.problem.code : '';
  if (code === 'flow/not-found' || code === 'route/not-found')
    return (
      <Page title={missing.title} description={missing.body} width="narrow">
        <div>
          <LinkButton to="/flows">{missing.action}</LinkButton>
        </div>
      </Page>
    );
  return (
    <Page
      title={unreadable.title}
      description={code === 'flow/unreadable' ? unreadable.hint : undefined}
      width="narrow"
    >
      <ErrorState error={error} onRetry={onRetry} />
    </Page>
  );
};
