import { randomBytes, timingSafeEqual } from 'node:crypto';

/** Compares texts with a secret without telling by its time how much of one was right; only its length shows. */
export const createSecretCheck = (secret: string): ((given: string) => boolean) => {
  const expected = Buffer.from(secret);
  return (given) => {
    const bytes = Buffer.from(given);
    return bytes.length === expected.length && timingSafeEqual(bytes, expected);
  };
};

/** A new unguessable text of 128 bit, safe in URLs and cookies. */
export const createSecret = (): string => randomBytes(16).toString('base64url');
