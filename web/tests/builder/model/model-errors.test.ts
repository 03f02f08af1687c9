import { expect, it } from 'vitest';
import { emptyDraft } from '../../../src/builder/draft.ts';
import { modelErrors } from '../../../src/builder/validity/model.ts';
import { en } from '../../../src/i18n/en.ts';

const told = (provider: string, model: string, baseUrl = '') =>
  modelErrors({ draft: { ...emptyDraft, model: { provider, model, baseUrl } } }).map(({ field, isMissing, say }) => [
    field,
    isMissing,
    say(en),
  ]);
const { builderChoices: hand } = en;

it('a draft without a model is fine', () => {
  expect(modelErrors({ draft: emptyDraft })).toEqual([]);
});

it.each([
  ['openrouter', 'a/b', '', []],
  [' ', 'a', '', [['model.provider', true, hand.providerMissing]]],
  ['openrouter', '', '', [['model.model', true, hand.modelMissing]]],
  ['Custom', 'm', '', [['model.baseUrl', true, hand.baseUrlMissing]]],
  ['custom', 'm', 'http://localhost:1/v1', []],
  ['custom', 'm', 'localhost:1', [['model.baseUrl', false, hand.baseUrlInvalid]]],
  ['custom', 'm', 'https://me:pw@host.example', [['model.baseUrl', false, hand.baseUrlSecret]]],
])('%j / %j at %j: %j', (provider, model, baseUrl, errors) => {
  expect(told(provider, model, baseUrl)).toEqual(errors);
});
