import { Monitor, Moon, Sun } from 'lucide-react';
import { useText } from '../i18n/text.tsx';
import { type Theme, themes, useTheme } from '../theme/theme.ts';
import { IconButton } from '../ui/icon-button.tsx';

/** Goes round the themes. */
export const ThemeSelect = () => {
  const { shell } = useText();
  const [theme, setTheme] = useTheme();
  const Icon = icons[theme];
  return (
    <IconButton
      size="sm"
      label={`${shell.theme}: ${shell.themes[theme]}`}
      onClick={() => setTheme(nextOf(theme))}
      icon={<Icon aria-hidden size={18} />}
    />
  );
};

const nextOf = (theme: Theme): Theme => themes[(themes.indexOf(theme) + 1) % themes.length] ?? 'system';

const icons = { system: Monitor, dark: Moon, light: Sun };
