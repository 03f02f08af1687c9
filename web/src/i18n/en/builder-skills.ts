export const builderSkills = {
  noneWithClone: 'A copy brings its skills along. Choose another mode here, or start from a fresh profile.',
  title: 'Choose its skills',
};
