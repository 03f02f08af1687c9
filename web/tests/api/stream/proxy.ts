import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';

/** Stands before a server, counts who comes for the stream, and makes trouble on demand. */
export type Proxy = Readonly<{
  url: string;
  /** Connections for the stream so far, refused ones left out. */
  connections: () => number;
  /** Those that are open now. */
  open: () => number;
  /** Where requests go; null = they are answered 503. */
  pointTo: (url: string | null) => void;
  /** Cuts each connection for the stream after so many transitions, a little into the next one if it is there. */
  cutAfter: (transitions: number) => void;
  close: () => void;
}>;

/** `own` answers itself what it does not give back false for. */
export const startProxy = async (
  own: (path: string, outgoing: ServerResponse) => boolean = () => false,
): Promise<Proxy> => {
  let target: string | null = null;
  let most = Infinity;
  let connections = 0;
  let open = 0;

  const forward = (incoming: IncomingMessage, outgoing: ServerResponse, url: string) => {
    const isStream = incoming.url?.startsWith('/api/stream') ?? false;
    if (isStream) {
      connections += 1;
      open += 1;
      outgoing.on('close', () => (open -= 1));
    }
    const { pathname, search, host } = new URL(incoming.url ?? '/', url);
    const asked = request(`${url}${pathname}${search}`, {
      method: incoming.method,
      headers: { ...incoming.headers, host },
    });
    asked.on('response', (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      let said = '';
      answer.on('data', (bytes: Buffer) => {
        const sent = said.length;
        said += bytes.toString('latin1');
        const end = isStream ? endOf(said, most) : Infinity;
        outgoing.write(bytes.subarray(0, end - sent));
        if (end <= said.length) answer.destroy();
      });
      answer.on('close', () => (answer.complete ? outgoing.end() : outgoing.destroy()));
    });
    asked.on('error', () => outgoing.destroy());
    outgoing.on('close', () => asked.destroy());
    incoming.pipe(asked);
  };
  const server = createServer((incoming, outgoing) => {
    if (own(incoming.url ?? '/', outgoing)) return;
    if (target !== null) return forward(incoming, outgoing, target);
    outgoing.writeHead(503).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    connections: () => connections,
    open: () => open,
    pointTo: (url) => {
      target = url;
    },
    cutAfter: (transitions) => {
      most = transitions;
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};

const endOf = (text: string, transitions: number): number => {
  const frames = [...text.matchAll(/event: transition\n.*\n\n/g)];
  const last = frames[transitions - 1];
  return last ? last.index + last[0].length + 20 : Infinity;
};
