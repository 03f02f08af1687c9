import type { ModelOptions, ModelProvider } from '../../api/models.ts';
import type { Draft } from '../draft.ts';
import type { Secrets } from '../secrets.ts';
import { keyOfAddress } from './host-key.ts';
import { type Access, accessOf } from './provider-access.ts';

/** How the chosen model's provider is opened, and the variable to enter its key in; null = none is asked for. */
export type Opening = Readonly<{ key: string | null }> &
  (
    | Readonly<{ kind: 'listed'; provider: ModelProvider; access: Access }>
    | Readonly<{ kind: 'address' }>
    | Readonly<{ kind: 'unknown' }>
  );

/** Null while no provider is chosen, or the list of them is not there. */
export const openingOf = (options: ModelOptions | undefined, draft: Draft, secrets: Secrets): Opening | null => {
  const slug = draft.model?.provider.trim().toLowerCase() ?? '';
  if (slug === '' || options === undefined) return null;
  if (slug === 'custom') return { kind: 'address', key: keyOfAddress(draft.model?.baseUrl ?? '') };
  const provider = options.providers.find((one) => one.slug === slug);
  if (provider === undefined) return { kind: 'unknown', key: null };
  const access = accessOf(provider, { clone: draft.identity.clone, env: draft.env }, secrets);
  return { kind: 'listed', provider, access, key: keyOf(provider, access) };
};

const keyOf = ({ keys }: ModelProvider, access: Access): string | null => {
  if (access.kind === 'entered' || access.kind === 'needs-key') return access.key;
  return access.kind === 'environment' ? (keys[0] ?? null) : null;
};
