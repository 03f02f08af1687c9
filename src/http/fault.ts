import type { Refusal } from '../app/refusal.ts';
import type { StoreErrorCode } from '../machines/ports/event-store.ts';

/** What clients are told of an exception: by its code if it is a store's, never its text. */
export const toRefusal = (error: unknown): Refusal =>
  (isStoreFault(error) ? storeRefusals[error.code] : undefined) ?? unexpected;

const unexpected: Refusal = {
  code: 'internal/unexpected',
  message: 'Something went wrong here; the log of the server has it under the request id.',
};

const storeRefusals: Readonly<Partial<Record<StoreErrorCode, Refusal>>> = {
  'store/busy': {
    code: 'store/busy',
    message: 'Another process holds the event log. Nothing was written; try again in a moment.',
  },
  'store/unavailable': {
    code: 'store/unavailable',
    message: 'The event log cannot be read or written. Check free space and permissions of the data directory.',
  },
  'store/closed': { code: 'server/closing', message: 'The server is closing; come back when it runs again.' },
};

const isStoreFault = (error: unknown): error is Error & { code: StoreErrorCode } =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code in storeRefusals;
