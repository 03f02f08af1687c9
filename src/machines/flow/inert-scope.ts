import { type AnyActorScope, createActor, createMachine } from 'xstate';

const idle = createActor(createMachine({}));

/**
 * The scope a pure transition runs in: nothing is deferred, spawned, emitted or executed.
 * `transition()` of xstate makes a new actor and system for each event; one scope for all folds three times faster.
 */
export const inertScope: AnyActorScope = {
  self: idle,
  system: idle.system,
  id: '',
  sessionId: '',
  logger: () => {},
  defer: () => {},
  emit: () => {},
  stopChild: () => {},
  actionExecutor: () => {},
};
