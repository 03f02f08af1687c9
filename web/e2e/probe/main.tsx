import { StrictMode, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { ApiProvider } from '../../src/api/api-context.tsx';
import { useConnection } from '../../src/api/stream/use-connection.ts';
import { useFlow } from '../../src/api/stream/use-flow.ts';
import { useFlows } from '../../src/api/stream/use-flows.ts';
import { useFrames } from '../../src/api/stream/use-frames.ts';
import { useOutput } from '../../src/api/stream/use-output.ts';

/** Shows what the hooks give, as they give it, for `?flow=` and `&item=`. */
const Probe = ({ flow, item }: Readonly<{ flow: string; item: string | null }>) => {
  const [told, setTold] = useState<readonly string[]>([]);
  useFrames((frames) => setTold((before) => [...before, ...frames.map((frame) => `${frame.flow} ${frame.version}`)]));
  const shown = {
    connection: useConnection(),
    flow: useFlow(flow).data ?? null,
    flows: useFlows({}, 100).data?.flows ?? null,
    told,
  };
  return (
    <>
      <output id="shown">{JSON.stringify(shown)}</output>
      {item === null ? null : <Log flow={flow} item={item} />}
    </>
  );
};

const Log = (about: Readonly<{ flow: string; item: string }>) => (
  <output id="log">{JSON.stringify(useOutput(about.flow, about.item))}</output>
);

const query = new URLSearchParams(location.search);
const root = document.getElementById('root');
if (root === null) throw new Error('There is no element "root".');
createRoot(root).render(
  <StrictMode>
    <ApiProvider ended="ended">
      <Probe flow={query.get('flow') ?? ''} item={query.get('item')} />
    </ApiProvider>
  </StrictMode>,
);
