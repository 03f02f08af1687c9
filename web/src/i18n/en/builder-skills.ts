export const builderSkills = {
  title: 'Choose its skills',
};
