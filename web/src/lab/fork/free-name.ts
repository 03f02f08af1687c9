const LONGEST = 64;

/** A name like this one that no profile has: itself, or with the first number that is free. */
export const toFreeName = (name: string, taken: readonly string[]): string => {
  if (!taken.includes(name)) return name;
  const base = name.replace(/-\d+$/, '');
  for (let number = 2; ; number += 1) {
    const ending = `-${number}`;
    const next = base.slice(0, LONGEST - ending.length) + ending;
    if (!taken.includes(next)) return next;
  }
};
