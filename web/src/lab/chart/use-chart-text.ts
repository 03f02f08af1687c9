import { chart, type ChartText } from '../../i18n/en/chart.ts';
import { usePageText } from '../../i18n/text.tsx';

/** The texts of a state chart in the reader's locale. */
export const useChartText = (): ChartText => usePageText('chart', chart);
