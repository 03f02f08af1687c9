import { createExchange } from './exchange.ts';
import type { FromPage } from './messages.ts';
import { browserIo } from './stream-io.ts';

/** The shared worker: one connection for all tabs of the browser. A tab that is reloaded, or changed for another, finds it still there. */
const exchange = createExchange({ io: browserIo, lingerMs: 10_000 });

addEventListener('connect', (event) => {
  const port = event instanceof MessageEvent ? event.ports[0] : undefined;
  if (!port) return;
  port.onmessage = ({ data }: MessageEvent<FromPage>) => exchange.hear(port, data);
  // Where browsers tell it; elsewhere a tab that crashed is missed after a minute.
  port.addEventListener('close', () => exchange.hear(port, { type: 'away' }));
});
