import type { FlowSummary } from '../machines/flow/view.ts';

/** What is counted. */
export type Counts = Readonly<{
  flows: Iterable<Pick<FlowSummary, 'state' | 'outcome'>>;
  streamsOpen: number;
  /** Position of the newest record. */
  appended: number;
}>;

/** The counts in Prometheus' text format. */
export const toMetrics = ({ flows, streamsOpen, appended }: Counts): string => {
  const counts = new Map<string, number>();
  for (const { state, outcome } of flows) {
    const labels = `{state="${state}",outcome="${outcome ?? 'none'}"}`;
    counts.set(labels, (counts.get(labels) ?? 0) + 1);
  }
  return [
    ...metric('profile_builder_flows', 'gauge', 'Flows by state and outcome.'),
    ...[...counts].map(([labels, count]) => `profile_builder_flows${labels} ${count}`),
    ...metric('profile_builder_streams_open', 'gauge', 'Event streams open now.'),
    `profile_builder_streams_open ${streamsOpen}`,
    ...metric('profile_builder_events_appended_total', 'counter', 'Position of the newest record in the log.'),
    `profile_builder_events_appended_total ${appended}`,
    '',
  ].join('\n');
};

const metric = (name: string, type: string, help: string): readonly string[] => [
  `# HELP ${name} ${help}`,
  `# TYPE ${name} ${type}`,
];
