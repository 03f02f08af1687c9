/** What the builder says of model and skills when their steps are not shown. */
export const builderChoices = {
  modelOfClone: (name: string) => `That of “${name}”`,
  providerMissing: 'Type the provider.',
  modelMissing: 'Type the model.',
  baseUrlMissing: 'A custom provider needs its address.',
  baseUrlInvalid: 'Type a whole address that starts with http:// or https://.',
  baseUrlSecret: 'Leave user name and password out of the address: it is not kept secret.',
  noneWithClone: 'A copy brings its skills along. Choose another mode here, or start from a fresh profile.',
};
