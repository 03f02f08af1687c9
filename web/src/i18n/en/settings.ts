export const settings = {
  title: 'Settings',
  description: 'The theme is kept in this browser only.',
  themes: {
    system: 'Dark or light as the operating system says',
    dark: 'Teal and cream, as Hermes’ dashboard',
    light: 'Paper and ink',
  },
  server: 'This server',
  version: 'Version',
  installer: 'Installs with',
  installsWith: (hermes: string | null) =>
    hermes === null ? 'the built-in installer; Hermes was not found' : `Hermes ${hermes}`,
  home: 'Profiles in',
  dataDir: 'Records in',
};
