export const chart = {
  keys: 'Arrow keys move the chart, + and − zoom, 0 shows the whole of it.',
  countItems: 'Count the items',
  counted: (settled: number, all: number, problems: number) =>
    `${settled}/${all}${problems > 0 ? ` · ${problems} failed` : ''}`,
  countedInWords: (counts: readonly string[]) => `Items: ${counts.join(', ')}`,
  countOf: (n: number, status: string) => `${n} ${status.toLowerCase()}`,
};

export type ChartText = typeof chart;
