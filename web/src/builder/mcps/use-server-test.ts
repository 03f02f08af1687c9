import { useMachine } from '@xstate/react';
import { useState } from 'react';
import type { McpProbe } from '../../../../src/machines/ports/mcp-prober.ts';
import { useApi } from '../../api/api-context.tsx';
import type { McpDraft } from '../draft.ts';
import { useBuilder } from '../use-builder.tsx';
import { toTestEntry } from './test-entry.ts';
import { testMachine, toProbeActor } from './test-machine.ts';

/** As long as Hermes waits for a server to connect: the first start of one may have to download it. */
const TIMEOUT_MS = 60_000;

/** The test of a server, which ends when its row goes. */
export type ServerTest = Readonly<{
  state: 'idle' | 'testing' | 'told' | 'failed' | 'cancelled';
  found: McpProbe | null;
  error: unknown;
  /** The entry was changed since. */
  isStale: boolean;
  start: () => void;
  cancel: () => void;
}>;

export const useServerTest = (server: McpDraft): ServerTest => {
  const api = useApi();
  const { secrets } = useBuilder();
  const [machine] = useState(() =>
    testMachine.provide({
      actors: {
        probe: toProbeActor((entry, signal) =>
          api.send<McpProbe>('POST', '/api/mcp/test', { body: { ...entry, timeoutMs: TIMEOUT_MS }, signal }),
        ),
      },
    }),
  );
  const [{ value: state, context }, send] = useMachine(machine);
  const entry = toTestEntry(server, secrets);
  return {
    state,
    found: context.found,
    error: context.error,
    isStale: JSON.stringify(entry) !== JSON.stringify(context.asked),
    start: () => send({ type: 'test', entry }),
    cancel: () => send({ type: 'cancel' }),
  };
};
