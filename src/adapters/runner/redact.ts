/**
 * Masks secrets with as many `*` as they have bytes, so that offsets stay true: the given ones (UTF-8, also as they
 * look in a URL or in JSON, and line by line), user information in URLs, and what has the shape of a well-known token.
 * Values under 4 bytes are left: they cannot be told from ordinary text.
 */
export const createRedactor = (secrets: readonly string[]): ((bytes: Uint8Array) => Uint8Array) => {
  const forms = toSecretForms(secrets);
  return (bytes) => {
    const masked = Uint8Array.from(bytes);
    const text = toByteText(bytes);
    for (const form of forms) maskForm(masked, text, form);
    for (const shape of shapes) maskShape(masked, text, shape);
    return masked;
  };
};

/** Every way the secrets may be printed, as byte texts. */
export const toSecretForms = (secrets: readonly string[]): readonly string[] => {
  const lines = secrets.flatMap((secret) => secret.split(/\r?\n/)).filter((line) => line.length >= 8);
  const texts = [...secrets, ...lines].flatMap((text) => [
    text,
    encodeURIComponent(text.toWellFormed()),
    JSON.stringify(text).slice(1, -1),
  ]);
  const forms = texts.map((text) => Buffer.from(text, 'utf8').toString('latin1'));
  return [...new Set(forms)].filter((form) => form.length >= 4);
};

/** One character a byte, so that places in the text are places in the bytes. */
export const toByteText = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');

/** Each masks its first group. */
const shapes: readonly RegExp[] = [
  /[a-z]:\/\/([^\s/?#]+)@/dgi,
  /((?:gh[a-z]|npm|hf)_[A-Za-z0-9]{16,}[\w-]*|github_pat_\w{20,}|(?:xox[a-z]|xapp|glpat|pypi)-[\w-]{10,})/dg,
  /\b(sk-[\w-]{16,}|[spr]k_(?:live|test)_\w{10,})/dg,
  /\b(AKIA[0-9A-Z]{16}|AIza[\w-]{30,}|eyJ[\w-]{8,}\.[\w-]{4,}\.[\w-]*)/dg,
  /\b(?:bearer|basic)[ \t]+([\w+/.~=-]{8,})/dgi,
];

const maskForm = (masked: Uint8Array, text: string, form: string): void => {
  // Occurrences may overlap, as those of `abab` in `ababab` do.
  for (let at = text.indexOf(form), done = 0; at !== -1; at = text.indexOf(form, at + 1)) {
    masked.fill(star, Math.max(at, done), at + form.length);
    done = at + form.length;
  }
};

const maskShape = (masked: Uint8Array, text: string, shape: RegExp): void => {
  for (const match of text.matchAll(shape)) {
    const range = match.indices?.[1];
    if (range) masked.fill(star, ...range);
  }
};

const star = '*'.charCodeAt(0);
