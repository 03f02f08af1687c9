/**
 * The variable Hermes reads the key of an address of one's own from, by the name of its host; null where it asks for
 * none: at numbers and at home.
 */
export const keyOfAddress = (address: string): string | null => {
  const host = URL.parse(address.trim())?.hostname ?? '';
  const labels = host.split('.').filter(Boolean);
  while (labels[0] === 'api' || labels[0] === 'www') labels.shift();
  const vendor = labels.at(-2);
  if (vendor === undefined || /\d/.test(labels.at(-1) ?? '') || host.includes(':')) return null;
  const name = vendor.replaceAll(/[^\p{L}\p{N}]/gu, '_').toUpperCase();
  return /^[A-Z]/.test(name) ? `${name}_API_KEY` : null;
};
