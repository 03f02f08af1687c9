import { describe, expect, it } from 'vitest';
import type { ModelProvider } from '../../../src/api/models.ts';
import { type Draft, emptyDraft } from '../../../src/builder/draft.ts';
import { openingOf } from '../../../src/builder/model/opening.ts';
import { accessOf, isOpen } from '../../../src/builder/model/provider-access.ts';
import { providerOf } from './providers.ts';

const clone = { from: 'coder', mode: 'config', credentials: 'all' } as const;
const fresh = { clone: null, env: [] };
const copy = { clone, env: [] };

describe('a provider', () => {
  it.each<[string, Partial<ModelProvider>, Parameters<typeof accessOf>[1], string]>([
    ['without anything', {}, fresh, 'needs-key'],
    ['whose key only the default profile has', { found_in: ['profile'] }, fresh, 'needs-key'],
    ['whose key the source of the copy has', { found_in: ['profile'] }, copy, 'copied'],
    ['whose key is in the environment', { found_in: ['profile', 'environment'] }, fresh, 'environment'],
    ['the default profile is signed in to', { keys: [], found_in: ['sign-in'] }, fresh, 'shared-sign-in'],
    ['whose sign-in is not part of the copy', { keys: [], found_in: ['sign-in'] }, copy, 'needs-sign-in'],
    ['whose sign-in is copied', { found_in: ['sign-in'] }, { clone: { ...clone, mode: 'all' }, env: [] }, 'copied'],
    ['that is signed in to', { keys: [], auth_type: 'oauth_external' }, fresh, 'needs-sign-in'],
    ['made of others', { keys: [], auth_type: 'virtual' }, fresh, 'virtual'],
  ])('%s is %s', (_, part, receiver, kind) => {
    expect(accessOf(providerOf('one', part), receiver, {}).kind).toBe(kind);
  });

  it('says which key it needs, and that profiles do not share it', () => {
    const access = accessOf(providerOf('one', { found_in: ['profile'] }), fresh, {});
    expect(access).toEqual({ kind: 'needs-key', key: 'ONE_API_KEY', isInDefault: true });
    expect(isOpen(access)).toBe(false);
  });

  it('is open by any of its keys once that has a value', () => {
    const provider = providerOf('one', { keys: ['USUAL', 'OTHER'] });
    expect(accessOf(provider, { clone: null, env: ['OTHER'] }, {}).kind).toBe('needs-key');
    const access = accessOf(provider, { clone: null, env: ['OTHER'] }, { 'env.OTHER': 'x' });
    expect(access).toEqual({ kind: 'entered', key: 'OTHER' });
    expect(isOpen(access)).toBe(true);
  });

  it.each([
    ['external_process', 'program'],
    ['aws_sdk', 'aws'],
    ['api_key', 'setup'],
    ['oauth_device_code', 'browser'],
    ['of another time', 'browser'],
  ])('that is opened by %s says how', (auth_type, by) => {
    expect(accessOf(providerOf('one', { keys: [], auth_type }), fresh, {})).toEqual({ kind: 'needs-sign-in', by });
  });
});

describe('the chosen model', () => {
  const options = { providers: [providerOf('one')], provider: '', model: '', sources: [] };
  const openingFor = (model: Draft['model']) => openingOf(options, { ...emptyDraft, model }, {});
  const typed = (provider: string, baseUrl = '') => openingFor({ provider, model: 'm', baseUrl });

  it('asks for nothing before there is a provider', () => {
    expect(openingFor(null)).toBeNull();
    expect(typed(' ')).toBeNull();
  });

  it('asks for the key of its provider, however that is spelled', () => {
    expect(typed(' ONE ')).toMatchObject({ kind: 'listed', key: 'ONE_API_KEY' });
  });

  it('of a provider nobody knows asks for nothing in particular', () => {
    expect(typed('elsewhere')).toEqual({ kind: 'unknown', key: null });
  });

  it.each([
    ['https://api.groq.com/openai/v1', 'GROQ_API_KEY'],
    ['https://www.my-host.example.org', 'EXAMPLE_API_KEY'],
    ['https://eu.api.mistral.ai', 'MISTRAL_API_KEY'],
    ['http://localhost:11434/v1', null],
    ['http://192.168.0.7:8000', null],
    ['http://[::1]:8000', null],
    ['https://api.deepseek.com.attacker.test', 'ATTACKER_API_KEY'],
    ['no address', null],
  ])('at %s is given the key of %s', (address, key) => {
    expect(typed('custom', address)).toEqual({ kind: 'address', key });
  });
});
