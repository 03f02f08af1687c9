import type { ApiClient } from '../client.ts';
import type { LogPage } from './output-log.ts';

export type LogRequest = Readonly<{ flow: string; item: string; after: number; signal: AbortSignal }>;

/** Output of an install's latest attempt from byte `after`, at most 4 MiB. */
export const readLog = async (api: ApiClient, { flow, item, after, signal }: LogRequest): Promise<LogPage> => {
  const path = `/api/flows/${encodeURIComponent(flow)}/items/${encodeURIComponent(item)}/log?after=${after}`;
  const response = await api.open(path, { signal });
  const bytes = new Uint8Array(await response.arrayBuffer());
  return { attempt: numberIn(response, 'Attempt'), bytes, next: numberIn(response, 'Next-Offset') };
};

const numberIn = ({ headers, url }: Response, name: string): number => {
  const value = Number(headers.get(name) ?? Number.NaN);
  if (Number.isSafeInteger(value)) return value;
  throw new Error(`The answer to ${url} has no number in its header ${name}.`);
};
