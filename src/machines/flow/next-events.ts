import { getNextTransitions } from 'xstate';
import { isEventType, type EventType } from './events.ts';
import type { Flow } from './fold.ts';

/** Types of the events the machine has a transition for now, each once; guards may still refuse a given one. */
export const toNextEvents = ({ snapshot }: Flow): readonly EventType[] => {
  const types = getNextTransitions(snapshot).map(({ eventType }): string => String(eventType));
  return [...new Set(types)].filter(isEventType);
};
