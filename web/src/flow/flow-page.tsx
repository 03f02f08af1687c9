import { useParams } from 'react-router';
import { useText } from '../i18n/text.tsx';
import { Page } from '../shell/page.tsx';

/** One flow as it happens, and what came of it. */
export const FlowPage = () => {
  const { id = '' } = useParams();
  const { flow } = useText();
  return <Page title={flow.title(id)} />;
};
