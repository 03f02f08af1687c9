import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** Compares without telling by its time how much was right, whatever the lengths. */
export const isSameSecret = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b));

/** A new unguessable text of 128 bit, safe in URLs and cookies. */
export const createSecret = (): string => randomBytes(16).toString('base64url');

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
