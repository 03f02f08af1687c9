export const profiles = {
  title: 'Profiles',
  description: 'Every Hermes profile on this machine.',
};
