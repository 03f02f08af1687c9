import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { z } from 'zod';
import { readJson } from '../files/read-json.ts';

/** Values by variable; an absent and a blank one are alike. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** Variables of the `.env` below a directory that have a value, as Hermes reads them; what cannot be read counts as none. */
export const readDotEnv = async (directory: string): Promise<Variables> => {
  const text = await readFile(join(directory, '.env'), 'utf8').catch(() => '');
  const found = Object.entries(parseEnv(text.replace(/^\uFEFF/, '')));
  return Object.fromEntries(found.filter(([, value]) => value?.trim()));
};

/** Providers the profile below a directory has signed in to. */
export const readSignIns = async (directory: string): Promise<ReadonlySet<string>> => {
  const { providers, credential_pool } = await readJson(join(directory, 'auth.json'), authSchema, none);
  const pooled = Object.entries(credential_pool).filter(([, pool]) => !Array.isArray(pool) || pool.length > 0);
  return new Set([...Object.keys(providers), ...pooled.map(([name]) => name)]);
};

const none = { providers: {}, credential_pool: {} };
const authSchema = z.object({
  providers: z.record(z.string(), z.unknown()).default({}),
  credential_pool: z.record(z.string(), z.unknown()).default({}),
});

/**
 * Providers that a sign-in to their cloud opens, found by what Hermes looks at without asking the cloud.
 * `vertexProject` is the one of config.yaml; empty = none.
 */
export const findCloudSignIns = async (variables: Variables, vertexProject: string): Promise<ReadonlySet<string>> => {
  const has = (name: string) => Boolean(variables[name]?.trim());
  const isAws = awsSources.some((names) => names.every(has));
  const isVertex = vertexProject.trim() !== '' || has('VERTEX_PROJECT_ID') || (await hasServiceAccount(variables));
  return new Set([...(isAws ? ['bedrock'] : []), ...(isVertex ? ['vertex'] : [])]);
};

const awsSources = [
  ['AWS_BEARER_TOKEN_BEDROCK'],
  ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'],
  ['AWS_PROFILE'],
  ['AWS_CONTAINER_CREDENTIALS_RELATIVE_URI'],
  ['AWS_CONTAINER_CREDENTIALS_FULL_URI'],
  ['AWS_WEB_IDENTITY_TOKEN_FILE'],
];

const hasServiceAccount = async (variables: Variables): Promise<boolean> => {
  const paths = ['VERTEX_CREDENTIALS_PATH', 'GOOGLE_APPLICATION_CREDENTIALS'].map((name) => variables[name] ?? '');
  const found = await Promise.all(paths.filter((path) => path !== '').map((path) => stat(path).catch(() => null)));
  return found.some((each) => each !== null);
};
