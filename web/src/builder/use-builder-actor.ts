import { useQueryClient } from '@tanstack/react-query';
import { useActorRef } from '@xstate/react';
import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import type { ActorRefFrom } from 'xstate';
import type { FlowView } from '../../../src/machines/flow/view.ts';
import { useApi } from '../api/api-context.tsx';
import { withIdempotencyKey } from '../api/client.ts';
import { rememberFlow } from '../api/stream/flow-queries.ts';
import { builderMachine, type BuilderInput, toCreateActor } from './builder-machine.ts';
import { emptyDraft } from './draft.ts';
import { readKept } from './kept-draft.ts';
import { newKey } from './new-key.ts';

export type BuilderActor = ActorRefFrom<typeof builderMachine>;

/** The machine of this page, from where the draft was left; goes to the flow once there is one. */
export const useBuilderActor = (): BuilderActor => {
  const api = useApi();
  const [, goTo] = useLocation();
  const queries = useQueryClient();
  const [machine] = useState(() =>
    builderMachine.provide({
      actors: {
        create: toCreateActor(async ({ plan, key }, signal) => {
          const headers = withIdempotencyKey(key);
          const { flow } = await api.send<FlowAnswer>('POST', '/api/flows', { body: plan, headers, signal });
          rememberFlow(queries, flow);
          return flow.id;
        }),
      },
    }),
  );
  const [input] = useState(readInput);
  const actor = useActorRef(machine, { input });
  useEffect(() => {
    const { unsubscribe } = actor.subscribe(({ context: { flow } }) => {
      if (flow !== null) goTo(`/flows/${flow}`);
    });
    return unsubscribe;
  }, [actor, goTo]);
  return actor;
};

type FlowAnswer = Readonly<{ flow: FlowView }>;

/** A builder nobody has touched. */
export const emptyInput = (): BuilderInput => ({
  draft: emptyDraft,
  secrets: {},
  given: [],
  furthest: 'identity',
  key: newKey(),
  isUnanswered: false,
});

const readInput = (): BuilderInput => {
  const kept = readKept();
  if (kept === null) return emptyInput();
  // Without its secrets it is another plan, so what was sent with the key of then must not be asked for again.
  return kept.given.length === 0
    ? { ...kept, secrets: {} }
    : { ...kept, secrets: {}, key: newKey(), isUnanswered: false };
};
