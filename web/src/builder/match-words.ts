/** The words of what was typed into a filter. */
export const wordsOf = (typed: string): readonly string[] => typed.toLowerCase().split(/\s+/).filter(Boolean);

/**
 * How well a text has every one of the words, in any order: null when one is missing, else lower is better. A word
 * counts most where one begins; punctuation between its parts may be left out or be another (`gpt5`, `claude 4.5`).
 */
export const rankMatch = (words: readonly string[], text: string): number | null => {
  const lower = text.toLowerCase();
  const squeezed = squeeze(lower);
  let rank = 0;
  for (const word of words) {
    const found = rankWord(word, lower, squeezed);
    if (found === null) return null;
    rank += found;
  }
  return rank;
};

const rankWord = (word: string, lower: string, squeezed: string): number | null => {
  const at = lower.indexOf(word);
  if (at < 0) return squeeze(word) !== '' && squeezed.includes(squeeze(word)) ? 2 : null;
  return at === 0 || lower.split(/[^a-z0-9]+/).some((part) => part.startsWith(word)) ? 0 : 1;
};

const squeeze = (text: string): string => text.replaceAll(/[^\p{L}\p{N}]+/gu, '');
