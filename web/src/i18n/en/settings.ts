export const settings = {
  title: 'Settings',
  description: 'Kept in this browser only.',
  themes: {
    system: 'Dark or light as the operating system says',
    dark: 'Teal and cream, as Hermes’ dashboard',
    light: 'Paper and ink',
  },
};
