export const builder = {
  title: 'New profile',
};
