import type { SecretVault } from '../../machines/ports/secret-vault.ts';

/** Secrets that live as long as this process; for dry runs. */
export const createMemoryVault = (digest: SecretVault['digest']): SecretVault => {
  const sealed = new Map<string, Readonly<Record<string, string>>>();
  return {
    seal: async (flow, secrets) => void sealed.set(flow, { ...sealed.get(flow), ...secrets }),
    open: async (flow) => sealed.get(flow) ?? {},
    destroy: async (flow) => void sealed.delete(flow),
    sweep: async (isOpen) => {
      for (const flow of [...sealed.keys()]) if (!isOpen(flow)) sealed.delete(flow);
    },
    digest,
  };
};
