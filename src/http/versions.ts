import { type Refused, refuse } from '../app/refusal.ts';

/** The ETag of a version. */
export const toEtag = (version: number): string => `"${version}"`;

/** Whether `If-None-Match` already has this version; a weak tag counts as a strong one here (RFC 9110 13.1.2). */
export const hasVersion = (ifNoneMatch: string | undefined, version: number): boolean =>
  (ifNoneMatch ?? '')
    .split(',')
    .some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === toEtag(version));

/** The version `If-Match` insists on; undefined when it insists on none. */
export const parseIfMatch = (ifMatch: string | undefined): Refused | { version: number | undefined } => {
  if (ifMatch === undefined || ifMatch.trim() === '*') return { version: undefined };
  const found = /^"(\d{1,15})"$/.exec(ifMatch.trim());
  if (found) return { version: Number(found[1]) };
  return refuse('request/invalid', 'If-Match must be one version in quotes, such as "14".');
};
