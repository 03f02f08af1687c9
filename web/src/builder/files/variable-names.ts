/** Gives names of environment variables, none twice: the short one, the long one once that is taken, then numbered ones. */
export const createVariableNames = () => {
  const taken = new Set<string>();
  return (short: string, long: string): string => {
    const names = [short, long].map(toVariable);
    const free = [...names, ...numbered(toVariable(long))].find((name) => !taken.has(name)) ?? '';
    taken.add(free);
    return free;
  };
};

/** A name an environment variable can have. */
const toVariable = (text: string): string =>
  text
    .replaceAll(/[^A-Za-z0-9_]+/g, '_')
    .replace(/^(?=\d|$)/, '_')
    .toUpperCase();

const numbered = (name: string): readonly string[] => Array.from({ length: 99 }, (_, index) => `${name}_${index + 2}`);
