export const builderModel = {
  title: 'Choose its model',
};
