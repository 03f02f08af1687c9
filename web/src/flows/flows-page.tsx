import { useText } from '../i18n/text.tsx';
import { Page } from '../shell/page.tsx';

/** The flows there were, newest first. */
export const FlowsPage = () => {
  const { flows } = useText();
  return <Page title={flows.title} description={flows.description} />;
};
