type Key = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'defaultPrevented'>;

/** Where the reader is: `at` is -1 before the first move. The focus is in a row, the search, something else that takes keys, or nowhere. */
type Place = Readonly<{ at: number; count: number; focus: 'row' | 'search' | 'control' | 'none' }>;

/** The row a key leads to; null when it means something else. */
export const toRowMove = (event: Key, { at, count, focus }: Place): number | null => {
  if (count === 0 || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return null;
  if (focus === 'search') return event.key === 'ArrowDown' ? 0 : null;
  const target = targets(at, count)[event.key];
  const isTaken = focus === 'row' || (focus === 'none' && ['j', 'k'].includes(event.key));
  if (target === undefined || !isTaken) return null;
  return Math.min(count - 1, Math.max(0, target));
};

const targets = (at: number, count: number): Readonly<Record<string, number>> => ({
  j: at + 1,
  ArrowDown: at + 1,
  k: at - 1,
  ArrowUp: at - 1,
  Home: 0,
  End: count - 1,
});
