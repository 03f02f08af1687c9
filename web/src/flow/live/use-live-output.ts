import { useMemo, useState } from 'react';
import { useApi } from '../../api/api-context.tsx';
import type { ApiClient } from '../../api/client.ts';
import { type LogRequest, readLog } from '../../api/stream/read-log.ts';
import { useOutput } from '../../api/stream/use-output.ts';
import type { OutputHook } from '../item-output.ts';
import { appendText, emptyLog, type LogText, toLines } from '../log/log-text.ts';

/** Output of the installs of a flow as it is now. */
export const useLiveOutput = (flow: string): OutputHook => {
  const api = useApi();
  return useMemo(
    () => ({
      useLines: (item) => {
        const { text, isRead, error } = useOutput(flow, item.id);
        return { lines: useLines(text), isRead, error };
      },
      readAll: (item) => readAll(api, { flow, item: item.id }),
    }),
    [api, flow],
  );
};

type Kept = Readonly<{ text: string; log: LogText }>;

/** The lines of a text that grows: only what is new is looked at. */
const useLines = (text: string): readonly string[] => {
  const [kept, setKept] = useState<Kept>({ text: '', log: emptyLog });
  const now = kept.text === text ? kept : advance(kept, text);
  if (now !== kept) setKept(now);
  return useMemo(() => toLines(now.log), [now]);
};

const advance = (kept: Kept, text: string): Kept => {
  const { text: known, log } = text.startsWith(kept.text) ? kept : { text: '', log: emptyLog };
  return { text, log: appendText(log, text.slice(known.length)) };
};

/** The exact bytes; one answer has a part of a long log. */
const readAll = async (api: ApiClient, about: Pick<LogRequest, 'flow' | 'item'>): Promise<Blob> => {
  const parts: BlobPart[] = [];
  const { signal } = new AbortController();
  for (let after = 0; ;) {
    const { bytes, next } = await readLog(api, { ...about, after, signal });
    if (bytes.length === 0) return new Blob(parts, { type: 'text/plain' });
    parts.push(new Uint8Array(bytes));
    after = next;
  }
};
