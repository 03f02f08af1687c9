import { Monitor, Moon, Sun } from 'lucide-react';
import { useText } from '../i18n/text.tsx';
import { type Theme, themes, useTheme } from '../theme/theme.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { Menu } from '../ui/menu.tsx';

/** Shows the theme and lets another be chosen. */
export const ThemeMenu = () => {
  const { shell } = useText();
  const [theme, setTheme] = useTheme();
  const items = themes.map((name) => ({
    label: shell.themes[name],
    icon: <ThemeIcon theme={name} />,
    checked: name === theme,
    onSelect: () => setTheme(name),
  }));
  return (
    <Menu
      items={items}
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
