import type { FlowUnreadableError } from '../app/flow-unreadable-error.ts';
import type { Refusal } from '../app/refusal.ts';
import type { StoreErrorCode } from '../machines/ports/event-store.ts';

/** What clients are told of an exception: by its code if it has one, never its text. */
export const toRefusal = (error: unknown): Refusal => (hasCode(error) ? refusals[error.code] : undefined) ?? unexpected;

const unexpected: Refusal = {
  code: 'internal/unexpected',
  message: 'Something went wrong here; the log of the server has it under the request id.',
};

type FaultCode = StoreErrorCode | FlowUnreadableError['code'];

const refusals: Readonly<Partial<Record<FaultCode, Refusal>>> = {
  'flow/unreadable': {
    code: 'flow/unreadable',
    message: 'The records of this flow cannot be folded: a newer version wrote them, or they were changed. Verify it.',
  },
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

const hasCode = (error: unknown): error is Error & { code: FaultCode } =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && Object.hasOwn(refusals, error.code);
