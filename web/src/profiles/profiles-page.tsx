import { useText } from '../i18n/text.tsx';
import { Page } from '../shell/page.tsx';

/** The profiles there are. */
export const ProfilesPage = () => {
  const { profiles } = useText();
  return <Page title={profiles.title} description={profiles.description} />;
};
