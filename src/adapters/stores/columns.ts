import type { SQLOutputValue } from 'node:sqlite';

/** A column that must hold text; throws a TypeError otherwise, as all of these do. */
export const toText = (value: SQLOutputValue | undefined): string => {
  if (typeof value === 'string') return value;
  throw new TypeError(`a column of the event log holds ${typeof value} where text belongs`);
};

/** A column that must hold a number. */
export const toNumber = (value: SQLOutputValue | undefined): number => {
  if (typeof value === 'number') return value;
  throw new TypeError(`a column of the event log holds ${typeof value} where a number belongs`);
};

/** A column that may be NULL. */
export const toOptionalText = (value: SQLOutputValue | undefined): string | null =>
  value === null ? null : toText(value);

/** A column of a row that may not be there. */
export const toOptionalNumber = (value: SQLOutputValue | undefined): number | undefined =>
  value === undefined ? undefined : toNumber(value);
