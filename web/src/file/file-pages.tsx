import { ErrorBoundary } from 'react-error-boundary';
import { Route, Switch, useLocation } from 'wouter';
import { FlowPage } from '../flow/flow-page.tsx';
import { toReplayPath } from '../flow/paths.ts';
import { ReplayPage } from '../lab/replay-page.tsx';
import { Page } from '../shell/page.tsx';
import { PageError } from '../shell/page-error.tsx';
import { LinkButton } from '../ui/link-button.tsx';
import { useFileText } from './use-file-text.ts';

/** The pages that show a flow. Every other one is about what a file has not. */
export const FilePages = ({ flow }: Readonly<{ flow: string }>) => {
  const [path] = useLocation();
  return (
    <ErrorBoundary FallbackComponent={PageError} resetKeys={[path]}>
      <Switch>
        <Route path="/flows/:id/replay" component={ReplayPage} />
        <Route path="/flows/:id" component={FlowPage} />
        <Route>
          <Elsewhere flow={flow} />
        </Route>
      </Switch>
    </ErrorBoundary>
  );
};

const Elsewhere = ({ flow }: Readonly<{ flow: string }>) => {
  const text = useFileText();
  return (
    <Page title={text.elsewhere} description={text.elsewhereHint} width="narrow">
      <div>
        <LinkButton to={toReplayPath(flow)}>{text.back}</LinkButton>
      </div>
    </Page>
  );
};
