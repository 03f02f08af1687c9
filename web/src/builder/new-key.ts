/** A random key for an `Idempotency-Key`. `crypto.randomUUID` is not there for a page that came over plain HTTP from another machine. */
export const newKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
