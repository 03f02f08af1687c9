import canonicalize from 'canonicalize';

/** Canonical JSON (RFC 8785): equal values, equal texts. Half a surrogate pair counts as U+FFFD. */
export const canonical = (value: unknown): string => {
  // The RFC refuses half a pair; a message cut in the middle of an emoji has one and must not stop a flow.
  try {
    return canonicalize(value) ?? 'null';
  } catch {
    return canonicalize(JSON.parse(JSON.stringify(value, wellFormed))) ?? 'null';
  }
};

const wellFormed = (_: string, value: unknown): unknown => (typeof value === 'string' ? value.toWellFormed() : value);
