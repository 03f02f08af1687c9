import { useText } from '../i18n/text.tsx';
import { Page } from '../shell/page.tsx';
import { themes, useTheme } from '../theme/theme.ts';
import { RadioCards } from '../ui/radio-cards.tsx';
import { ServerCard } from './server-card.tsx';

/** What this browser keeps for itself, and what it talks to. */
export const SettingsPage = () => {
  const { settings, shell } = useText();
  const [theme, setTheme] = useTheme();
  const options = themes.map((value) => ({
    value,
    title: shell.themes[value],
    description: settings.themes[value],
  }));
  return (
    <Page title={settings.title} description={settings.description} width="narrow">
      <RadioCards legend={shell.theme} options={options} value={theme} onChange={setTheme} />
      <ServerCard />
    </Page>
  );
};
