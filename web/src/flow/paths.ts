/** The builder with the answers of a flow in it. */
export const toBuilderPath = (flow: string): string => `/profiles/new?from=${encodeURIComponent(flow)}`;

/** The replay of a flow, at one of its versions if told. */
export const toReplayPath = (flow: string, at?: number): string =>
  `/flows/${encodeURIComponent(flow)}/replay${at === undefined ? '' : `?at=${at}`}`;
