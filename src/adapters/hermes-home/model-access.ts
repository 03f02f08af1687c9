import type { Notice } from '../../machines/flow/codes.ts';
import { type KnownProvider, knownProviders } from '../providers/known-providers.ts';
import { toProviderSlug } from '../providers/provider-slug.ts';
import { findCloudSignIns, readDotEnv, readSignIns, type Variables } from '../providers/sign-ins.ts';

/** Which profile was given which provider. */
export type Given = Readonly<{ name: string; provider: string }>;

/**
 * Says so when a profile has nothing that opens the provider it was given: no key, no sign-in. Silent about servers on
 * this machine, providers the user defines, and those that are not known.
 */
export const findAccessNotices = async (profile: string, { name, provider }: Given): Promise<readonly Notice[]> => {
  const slug = toProviderSlug(provider);
  const known = knownProviders.find((each) => each.slug === slug);
  if (known === undefined) return [];
  const notice = toNotice(known, name);
  return notice === null || (await isOpen(profile, known)) ? [] : [notice];
};

const isOpen = async (profile: string, { slug, keys }: KnownProvider): Promise<boolean> => {
  const variables: Variables = await readDotEnv(profile);
  if (keys.some((key) => variables[key])) return true;
  return (await readSignIns(profile)).has(slug) || (await findCloudSignIns(variables, '')).has(slug);
};

const toNotice = (known: KnownProvider, profile: string): Notice | null => {
  const { name, keys, keyless } = known;
  if (keyless === 'local') return null;
  if (keys[0] !== undefined && keyless === undefined)
    return {
      code: 'model/no-api-key',
      message: `The profile has no API key for ${name}: unless your shell sets ${keys[0]}, add it to the profile's .env before you start Hermes.`,
    };
  const way = wayInto(known, profile);
  return way === null
    ? null
    : {
        code: 'model/needs-sign-in',
        message: `${name} is opened by a sign-in: unless you have one already, ${way} before you start Hermes.`,
      };
};

const wayInto = ({ authType, keys }: KnownProvider, profile: string): string | null => {
  const model = `"hermes -p ${profile} model"`;
  switch (authType) {
    case 'virtual':
      return null;
    case 'api_key':
      return keys[0] === undefined ? null : `run ${model} or add ${keys[0]} to the profile's .env`;
    case 'aws_sdk':
      return "add AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, to the profile's .env";
    case 'vertex':
      return "add VERTEX_CREDENTIALS_PATH (the file of a service account) or VERTEX_PROJECT_ID to the profile's .env";
    case 'external_process':
      return `install the program it is asked through, sign in with that, and choose it by ${model}`;
    case 'oauth_device_code':
    case 'oauth_external':
    case 'oauth_minimax':
      return `run ${model}`;
  }
};
