/** Splits a command line as a POSIX shell splits words; null when a quote is left open. Expands nothing. */
export const splitWords = (line: string): readonly string[] | null => {
  const words: string[] = [];
  let rest = line.trimStart();
  while (rest !== '') {
    const word = wordPattern.exec(rest)?.[0] ?? '';
    if (word === '') return null;
    words.push(unquote(word));
    rest = rest.slice(word.length).trimStart();
  }
  return words;
};

/** Quotes a word so that a POSIX shell reads it back as it is. */
export const quoteWord = (word: string): string =>
  /^[A-Za-z0-9_@%+=:,./~-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;

const wordPattern = /^(?:[^\s'"\\]|\\.|'[^']*'|"(?:[^"\\]|\\.)*")+(?=\s|$)/s;

const unquote = (word: string): string =>
  word.replaceAll(
    /'([^']*)'|"((?:[^"\\]|\\.)*)"|\\(.)/gs,
    (_, single?: string, double?: string, escaped?: string) =>
      single ?? double?.replaceAll(/\\(["\\$`])/g, '$1') ?? escaped ?? '',
  );
