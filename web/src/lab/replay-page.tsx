import { useParams } from 'react-router';
import { useText } from '../i18n/text.tsx';
import { Page } from '../shell/page.tsx';

/** One flow again, event by event. */
export const ReplayPage = () => {
  const { id = '' } = useParams();
  const { lab } = useText();
  return <Page title={lab.replay(id)} />;
};
