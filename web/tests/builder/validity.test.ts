import { describe, expect, it } from 'vitest';
import { type Draft, emptyDraft } from '../../src/builder/draft.ts';
import { blockerOf, errorsOf } from '../../src/builder/validity.ts';
import type { Known } from '../../src/builder/validity/field-error.ts';
import { en } from '../../src/i18n/en.ts';

const known: Known = { profiles: ['default', 'coder'], creating: { scout: 'flw_1' } };
const draftOf = (identity: Partial<Draft['identity']>, part: Partial<Draft> = {}): Draft => ({
  ...emptyDraft,
  identity: { ...emptyDraft.identity, ...identity },
  ...part,
});
const told = (draft: Draft, on: Known = known) =>
  errorsOf('identity', { draft, secrets: {}, known: on }).map(({ field, isMissing, flow, say }) => ({
    ...{ field, isMissing, flow, text: say(en) },
  }));

describe('a name', () => {
  it.each([
    ['', true, en.builder.nameRules['name/empty']],
    ['Has Spaces', false, en.builder.nameRules['name/invalid']],
    ['root', false, en.builder.nameRules['name/reserved']],
    ['Default', false, en.builder.nameRules['name/default']],
    [' CODER', false, en.builder.nameTaken('coder')],
  ])('"%s" cannot be one', (name, isMissing, text) => {
    expect(told(draftOf({ name }))).toEqual([{ field: 'identity.name', isMissing, text, flow: undefined }]);
  });

  it('of a profile that is being created names the flow', () => {
    expect(told(draftOf({ name: 'Scout' }))).toMatchObject([{ flow: 'flw_1' }]);
  });

  it('is taken as free until it is known what there is', () => {
    expect(told(draftOf({ name: 'coder' }), { profiles: null, creating: {} })).toEqual([]);
  });
});

describe('a clone', () => {
  const clone = { from: 'gone', mode: 'config', credentials: 'all' } as const;

  it('needs a profile that is there', () => {
    expect(told(draftOf({ name: 'new', clone }))).toMatchObject([{ field: 'identity.clone' }]);
  });

  it('cannot go without skills', () => {
    const draft = draftOf(
      { name: 'new', clone: { ...clone, from: 'coder' } },
      { skills: { mode: 'none', keep: [], optional: [] } },
    );
    expect(blockerOf('mcps', { draft, secrets: {}, known })).toBe('skills');
    expect(blockerOf('skills', { draft, secrets: {}, known })).toBeNull();
  });
});
