/** Text that is safe to print on a line: control characters, of which escape sequences are made, become spaces. */
export const plainText = (text: string): string =>
  text.replaceAll(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu, ' ').trim();
