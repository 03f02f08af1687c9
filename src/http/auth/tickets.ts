import type { Clock } from '../../machines/ports/clock.ts';
import { createSecret } from './secret.ts';

/** What a stream ticket opens: one flow's stream, or the stream of all flows. */
export type TicketScope = Readonly<{ flow: string } | { stream: 'all' }>;

/** Tickets stand in for the token where no header can be set. Kept in memory only. */
export type Tickets = Readonly<{
  /** A ticket for one stream: 60 s to first use, then good for an hour after each use. */
  issueStream(scope: TicketScope): string;
  isForStream(ticket: string, scope: TicketScope): boolean;
  /** A ticket for one login within ten minutes. */
  issueLogin(): string;
  /** True once for a login ticket in time. */
  takeLogin(ticket: string): boolean;
  /** A session of documents, for a cookie; 12 hours. */
  issueSession(): string;
  isSession(id: string): boolean;
}>;

export const FIRST_USE_MS = 60_000;
export const REUSE_MS = 60 * 60_000;
export const LOGIN_MS = 10 * 60_000;
export const SESSION_MS = 12 * 60 * 60_000;

export const createTickets = (clock: Clock): Tickets => {
  const streams = createShelf<string>(clock);
  const logins = createShelf<true>(clock);
  const sessions = createShelf<true>(clock);
  return {
    issueStream: (scope) => streams.put(nameOf(scope), FIRST_USE_MS),
    isForStream: (ticket, scope) => {
      const isRight = streams.get(ticket) === nameOf(scope);
      if (isRight) streams.extend(ticket, REUSE_MS);
      return isRight;
    },
    issueLogin: () => logins.put(true, LOGIN_MS),
    takeLogin: (ticket) => logins.get(ticket) === true && logins.remove(ticket),
    issueSession: () => sessions.put(true, SESSION_MS),
    isSession: (id) => sessions.get(id) === true,
  };
};

const nameOf = (scope: TicketScope): string => ('flow' in scope ? `flow:${scope.flow}` : 'all');

const CAPACITY = 1000;

/** Keyed by 128 random bits, so a lookup's time tells nothing useful. The oldest give way. */
const createShelf = <T>(clock: Clock) => {
  const kept = new Map<string, Readonly<{ value: T; until: number }>>();
  const now = () => clock.now().getTime();
  const put = (key: string, value: T, forMs: number) => {
    kept.delete(key);
    kept.set(key, { value, until: now() + forMs });
    const [oldest] = kept.keys();
    if (kept.size > CAPACITY && oldest !== undefined) kept.delete(oldest);
    return key;
  };
  const get = (key: string): T | undefined => {
    const found = kept.get(key);
    if (found && found.until >= now()) return found.value;
    kept.delete(key);
    return undefined;
  };
  return {
    put: (value: T, forMs: number) => put(createSecret(), value, forMs),
    get,
    extend: (key: string, forMs: number) => {
      const value = get(key);
      if (value !== undefined) put(key, value, forMs);
    },
    remove: (key: string) => kept.delete(key),
  };
};
