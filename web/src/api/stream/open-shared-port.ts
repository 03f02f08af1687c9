import type { ExchangePort, FromPage, OpenPort, ToPage } from './messages.ts';

/** The connection all tabs of this browser share; the page's own where browsers have no shared workers, or start none. */
export const openSharedPort: OpenPort = (onMessage) => {
  if (!('SharedWorker' in globalThis)) return whenLoaded(openOwnPort(onMessage));
  const worker = new SharedWorker(new URL('./exchange-worker.ts', import.meta.url), { type: 'module' });
  let instead: ExchangePort | null = null;
  let last: FromPage | null = null;
  worker.port.onmessage = ({ data }: MessageEvent<ToPage>) => onMessage(data);
  worker.onerror = () => {
    instead ??= whenLoaded(openOwnPort(onMessage));
    if (last) instead.send(last);
  };
  return {
    send: (message) => {
      last = message;
      if (instead) instead.send(message);
      else worker.port.postMessage(message);
    },
    close: () => {
      worker.port.close();
      instead?.close();
    },
  };
};

/** Hardly a browser needs it: it is loaded by those that do. */
const openOwnPort = async (onMessage: (message: ToPage) => void): Promise<ExchangePort> =>
  (await import('./open-own-port.ts')).openOwnPort(onMessage);

const whenLoaded = (port: Promise<ExchangePort>): ExchangePort => ({
  send: (message) => void port.then(({ send }) => send(message)),
  close: () => void port.then(({ close }) => close()),
});
