/** Text that is safe to print: control characters, of which escape sequences are made, become spaces. Trimmed. */
export const plainText = (text: string): string => plainLine(text).trim();

/** The same with the spaces at the ends kept. */
export const plainLine = (text: string): string =>
  text.replaceAll(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu, ' ');
