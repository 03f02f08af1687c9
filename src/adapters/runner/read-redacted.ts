import type { Runner } from '../../machines/ports/runner.ts';
import { createRedactor, toByteText, toSecretForms } from './redact.ts';

type RedactedRead = Readonly<{
  /** Reads plain output, as `readOutput` of a runner does. */
  read: (after: number, limit: number) => ReturnType<Runner['readOutput']>;
  after: number;
  limit: number;
  secrets: readonly string[];
  /** The output will not grow any more; until then its last word is kept back, for it may be half a secret. */
  hasEnded: boolean;
}>;

/**
 * Reads output with its secrets masked, whatever borders it is read by: looks at what is around the part asked for.
 * Ask again from `next`; no bytes mean there is nothing (more) to show yet. Tokens that are known only by their shape
 * are recognised up to 4 KiB.
 */
export const readRedacted = async (request: RedactedRead): ReturnType<Runner['readOutput']> => {
  const { read, after, limit, secrets, hasEnded } = request;
  const forms = toSecretForms(secrets);
  const margin = Math.max(4096, ...forms.map((form) => form.length));
  const from = Math.max(0, after - margin);
  const { bytes } = await read(from, after - from + limit + margin);
  const safe = hasEnded ? bytes.length : bytes.length - countUnsettled(toByteText(bytes), forms, margin);
  const end = Math.max(after - from, Math.min(after - from + limit, safe));
  const shown = createRedactor(secrets)(bytes).subarray(after - from, end);
  return { bytes: shown, next: after + shown.length };
};

/** Bytes at the end that more output could turn into a secret. */
const countUnsettled = (text: string, forms: readonly string[], margin: number): number => {
  const word = /\S*$/.exec(text.slice(-margin))?.[0].length ?? 0;
  return Math.max(word, ...forms.map((form) => countStarted(text, form)));
};

/** Length of the longest end of the text that is a beginning of the secret, but not all of it. */
const countStarted = (text: string, form: string): number => {
  for (let length = Math.min(text.length, form.length - 1); length > 0; length -= 1) {
    if (text.endsWith(form.slice(0, length))) return length;
  }
  return 0;
};
