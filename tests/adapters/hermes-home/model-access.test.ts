import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { findAccessNotices } from '../../../src/adapters/hermes-home/model-access.ts';

const openProfile = async (files: Readonly<Record<string, string>> = {}) => {
  const path = await mkdtemp(join(tmpdir(), 'model-access-'));
  onTestFinished(() => rm(path, { recursive: true, force: true }));
  await mkdir(path, { recursive: true });
  for (const [name, text] of Object.entries(files)) await writeFile(join(path, name), text);
  return async (provider: string) => await findAccessNotices(path, { name: 'coder', provider });
};

test.each([
  ['openrouter', 'OPENROUTER_API_KEY'],
  ['Claude', 'ANTHROPIC_API_KEY'],
  ['google', 'GOOGLE_API_KEY'],
  ['upstage', 'UPSTAGE_API_KEY'],
  ['ollama-cloud', 'OLLAMA_API_KEY'],
])('%s wants a key, and says in which variable: %s', async (provider, key) => {
  const find = await openProfile();
  expect(await find(provider)).toEqual([{ code: 'model/no-api-key', message: expect.stringContaining(key) as string }]);
});

test.each([
  ['nous', 'hermes -p coder model'],
  ['openai-codex', 'hermes -p coder model'],
  ['minimax-oauth', 'hermes -p coder model'],
  ['copilot', 'COPILOT_GITHUB_TOKEN'],
  ['copilot-acp', 'install the program'],
  ['bedrock', 'AWS_PROFILE'],
  ['vertex', 'VERTEX_CREDENTIALS_PATH'],
])('%s wants a sign-in and no key, and says how: %s', async (provider, how) => {
  const find = await openProfile();
  expect(await find(provider)).toEqual([
    { code: 'model/needs-sign-in', message: expect.stringContaining(how) as string },
  ]);
});

test.each(['lmstudio', 'ollama', 'custom', 'custom:litellm', 'moa', 'actual', 'unknownprov'])(
  'nothing is said of %s',
  async (provider) => {
    const find = await openProfile();
    expect(await find(provider)).toEqual([]);
  },
);

test.each([
  ['openrouter', { '.env': 'export OPENROUTER_API_KEY="k"\n' }],
  ['anthropic', { '.env': 'CLAUDE_CODE_OAUTH_TOKEN=t\n' }],
  ['copilot', { '.env': 'GH_TOKEN=t\n' }],
  ['bedrock', { '.env': 'AWS_ACCESS_KEY_ID=a\nAWS_SECRET_ACCESS_KEY=b\n' }],
  ['vertex', { '.env': 'VERTEX_PROJECT_ID=p\n' }],
  ['nous', { 'auth.json': '{"providers":{"nous":{}}}' }],
  ['openrouter', { 'auth.json': '{"credential_pool":{"openrouter":[{}]}}' }],
])('nothing is said of %s once the profile has %j', async (provider, files) => {
  const find = await openProfile(files);
  expect(await find(provider)).toEqual([]);
});

test.each([
  ['a key without a value', { '.env': 'OPENROUTER_API_KEY=\n' }],
  ['a key without a value but a comment', { '.env': 'OPENROUTER_API_KEY= # later\n' }],
  ['a key that is commented out', { '.env': '# OPENROUTER_API_KEY=k\n' }],
  ['a sign-in elsewhere', { 'auth.json': '{"providers":{"nous":{}}}' }],
  ['an empty pool', { 'auth.json': '{"credential_pool":{"openrouter":[]}}' }],
])('%s opens nothing', async (_, files) => {
  const find = await openProfile(files);
  expect(await find('openrouter')).toMatchObject([{ code: 'model/no-api-key' }]);
});

test('half of the AWS keys, or a file of Vertex that is not there, opens nothing', async () => {
  const find = await openProfile({ '.env': 'AWS_ACCESS_KEY_ID=a\nVERTEX_CREDENTIALS_PATH=/nonexistent\n' });
  expect([await find('bedrock'), await find('vertex')]).toMatchObject([
    [{ code: 'model/needs-sign-in' }],
    [{ code: 'model/needs-sign-in' }],
  ]);
});
