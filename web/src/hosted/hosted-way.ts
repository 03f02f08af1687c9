import { createOwnPort } from '../api/stream/open-own-port.ts';
import { browserIo } from '../api/stream/stream-io.ts';
import type { Way } from '../api/way.ts';

const PROXY = '/api/plugins/profile-builder';

/** Through the dashboard, which lets in whom it knows and adds our token (see plugin_api.py). */
export const createHostedWay = (fetchFromHost: Way['fetch']): Way => {
  const fetch: Way['fetch'] = (url, init) => {
    const { pathname, search } = new URL(url, location.href);
    const headers = new Headers(init.headers);
    // To the dashboard it would be a wrong token of its own.
    headers.delete('Authorization');
    return fetchFromHost(`${PROXY}${pathname}${search}`, { ...init, headers });
  };
  return { token: '', fetch, openPort: createOwnPort({ ...browserIo, fetch }) };
};
