export const flow = {
  title: (profile: string) => `Creating ${profile}`,
};
