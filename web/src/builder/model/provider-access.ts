import type { ModelProvider } from '../../api/models.ts';
import type { Draft } from '../draft.ts';
import { type Secrets, slotOf } from '../secrets.ts';

/** What the profile will open a provider with, or what it still needs. */
export type Access =
  /** A key of this draft. */
  | Readonly<{ kind: 'entered'; key: string }>
  /** A key or sign-in that comes with the copy. */
  | Readonly<{ kind: 'copied'; from: string }>
  | Readonly<{ kind: 'environment' }>
  /** Signed in for the default profile, which not every Hermes shares. */
  | Readonly<{ kind: 'shared-sign-in' }>
  | Readonly<{ kind: 'needs-key'; key: string; isInDefault: boolean }>
  | Readonly<{ kind: 'needs-sign-in'; by: 'browser' | 'program' | 'aws' | 'setup' }>
  /** It opens with those of its parts. */
  | Readonly<{ kind: 'virtual' }>;

/** Of a draft what counts for how providers are opened. */
type Receiver = Readonly<{ clone: Draft['identity']['clone']; env: Draft['env'] }>;

/** How a provider stands for the profile of a draft. Rows are those of the clone's source, else of the default profile. */
export const accessOf = (
  { auth_type: type, keys, found_in: found }: ModelProvider,
  { env, clone }: Receiver,
  secrets: Secrets,
): Access => {
  const entered = keys.find((key) => env.includes(key) && secrets[slotOf.env(key)]);
  if (entered !== undefined) return { kind: 'entered', key: entered };
  if (clone && (found.includes('profile') || (clone.mode === 'all' && found.includes('sign-in'))))
    return { kind: 'copied', from: clone.from };
  if (found.includes('environment')) return { kind: 'environment' };
  if (!clone && found.includes('sign-in')) return { kind: 'shared-sign-in' };
  const [key] = keys;
  if (key !== undefined) return { kind: 'needs-key', key, isInDefault: !clone && found.includes('profile') };
  return type === 'virtual' ? { kind: 'virtual' } : { kind: 'needs-sign-in', by: waysIn[type] ?? 'browser' };
};

/** Whether nothing is left to do before it can be used. */
export const isOpen = ({ kind }: Access): boolean =>
  kind !== 'needs-key' && kind !== 'needs-sign-in' && kind !== 'virtual';

const waysIn: Readonly<Record<string, 'browser' | 'program' | 'aws' | 'setup'>> = {
  external_process: 'program',
  aws_sdk: 'aws',
  api_key: 'setup',
};
