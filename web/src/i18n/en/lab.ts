export const lab = {
  replay: (profile: string) => `Replay of ${profile}`,
  machine: 'Machine',
  machineDescription: 'The states a create goes through, and what leads from one to the next.',
};
