import type { Text } from '../../i18n/en.ts';
import type { Draft } from '../draft.ts';
import type { FieldError } from './field-error.ts';

/** What is wrong with a model typed by hand; a listed one is whole. */
export const modelErrors = ({ draft: { model } }: Readonly<{ draft: Draft }>): readonly FieldError[] => {
  if (model === null) return [];
  const { provider, model: name, baseUrl } = model;
  const isCustom = provider.trim().toLowerCase() === 'custom';
  return [
    ...(provider.trim() === '' ? [missing('provider', ({ providerMissing }) => providerMissing)] : []),
    ...(name.trim() === '' ? [missing('model', ({ modelMissing }) => modelMissing)] : []),
    ...(isCustom && baseUrl.trim() === '' ? [missing('baseUrl', ({ baseUrlMissing }) => baseUrlMissing)] : []),
    ...addressErrors(baseUrl.trim()),
  ];
};

type Words = Text['builderChoices'];

const missing = (field: string, say: (words: Words) => string): FieldError => ({
  field: `model.${field}`,
  isMissing: true,
  say: ({ builderChoices }) => say(builderChoices),
});

const addressErrors = (address: string): readonly FieldError[] => {
  if (address === '') return [];
  const url = URL.parse(address);
  const field = { field: 'model.baseUrl', isMissing: false };
  if (url === null || !/^https?:$/.test(url.protocol))
    return [{ ...field, say: ({ builderChoices }) => builderChoices.baseUrlInvalid }];
  return url.username === '' && url.password === ''
    ? []
    : [{ ...field, say: ({ builderChoices }) => builderChoices.baseUrlSecret }];
};
