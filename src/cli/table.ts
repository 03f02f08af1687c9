/** Rows as aligned columns, two spaces apart; the last column is not padded. */
export const toTable = (rows: readonly (readonly string[])[]): readonly string[] => {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => [...(row[column] ?? '')].length)));
  return rows.map((row) =>
    row
      .map((cell, column) => (column === row.length - 1 ? cell : pad(cell, widths[column] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
};

const pad = (cell: string, width: number): string => cell + ' '.repeat(Math.max(width - [...cell].length, 0));
