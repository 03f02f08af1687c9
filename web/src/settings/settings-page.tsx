import { useText } from '../i18n/text.tsx';
import { Page } from '../shell/page.tsx';

/** What this browser keeps for itself. */
export const SettingsPage = () => {
  const { settings } = useText();
  return <Page title={settings.title} />;
};
