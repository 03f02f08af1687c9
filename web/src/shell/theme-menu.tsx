import { Monitor, Moon, Settings, Sun } from 'lucide-react';
import { useLocation } from 'wouter';
import { useText } from '../i18n/text.tsx';
import { type Theme, themes, useTheme } from '../theme/theme.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { Menu } from '../ui/menu.tsx';

/** Shows the theme, lets another be chosen, and leads to the settings. */
export const ThemeMenu = () => {
  const { shell } = useText();
  const [, goTo] = useLocation();
  const [theme, setTheme] = useTheme();
  const choices = themes.map((name) => ({
    label: shell.themes[name],
    icon: <ThemeIcon theme={name} />,
    checked: name === theme,
    onSelect: () => setTheme(name),
  }));
  const settings = {
    label: shell.settings,
    icon: <Settings aria-hidden size={16} />,
    onSelect: () => goTo('/settings'),
  };
  return (
    <Menu
      items={[...choices, settings]}
      trigger={(props) => (
        <IconButton {...props} size="sm" label={shell.theme} icon={<ThemeIcon theme={theme} size={18} />} />
      )}
    />
  );
};

/** The picture of a theme. */
export const ThemeIcon = ({ theme, size = 16 }: Readonly<{ theme: Theme; size?: number }>) => {
  const Icon = icons[theme];
  return <Icon aria-hidden size={size} />;
};

const icons = { system: Monitor, dark: Moon, light: Sun };
