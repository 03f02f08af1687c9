import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createContext, type ReactNode, use, useState } from 'react';
import { ApiProblem } from './api-problem.ts';
import { type ApiClient, createClient } from './client.ts';
import { openSharedPort } from './stream/open-shared-port.ts';
import { StreamProvider } from './stream/stream-context.tsx';
import { browserIo } from './stream/stream-io.ts';
import type { Way } from './way.ts';

const ApiContext = createContext<ApiClient | null>(null);

/** The client of this page's server. */
export const useApi = (): ApiClient => {
  const api = use(ApiContext);
  if (api === null) throw new Error('useApi() needs an <ApiProvider> around it.');
  return api;
};

type Props = Readonly<{
  /** Default: this page's own origin. */
  way?: Way;
  ended: ReactNode;
  children: ReactNode;
}>;

/** Lets everything below ask the server and hear what happens there; shows `ended` instead once it no longer takes the token. */
export const ApiProvider = ({ way, ended, children }: Props) => {
  const [isEnded, setEnded] = useState(false);
  const [{ token, fetch, openPort }] = useState(() => way ?? createOwnWay());
  const [api] = useState(() => createClient({ token, fetch, onSessionEnd: () => setEnded(true) }));
  const [queries] = useState(createQueryClient);
  if (isEnded) return ended;
  return (
    <ApiContext value={api}>
      <QueryClientProvider client={queries}>
        <StreamProvider token={token} openPort={openPort}>
          {children}
        </StreamProvider>
      </QueryClientProvider>
    </ApiContext>
  );
};

/** The connection is the one all tabs share. */
const createOwnWay = (): Way => ({ token: readToken(), fetch: browserIo.fetch, openPort: openSharedPort });

const readToken = (): string =>
  document.querySelector<HTMLMetaElement>('meta[name="profile-builder-token"]')?.content ?? '';

const STALE_MS = 5000;
const RETRIES = 2;

const createQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        // The server is this machine: it can be asked without any network.
        networkMode: 'always',
        staleTime: STALE_MS,
        retry: (failures, error) => failures < RETRIES && !isRefusal(error),
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });

/** An answer that will be the same next time. */
const isRefusal = (error: Error): boolean => error instanceof ApiProblem && error.problem.status < 500;
