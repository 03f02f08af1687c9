/** How bad a way is: `soft` = a part failed or was stopped and the flow goes on or keeps its profile; `hard` = no profile. */
export type Tone = 'ok' | 'soft' | 'hard';

/** How bad it is that this event happened. */
export const toTone = (event: string): Tone => {
  if (event.endsWith('.rejected')) return 'hard';
  return /\.(failed|timed-out|cancelled|cancel-requested)$/.test(event) ? 'soft' : 'ok';
};

/** Whether something failed or was stopped by this event: where a reader of a flow stops. */
export const isTrouble = (event: string): boolean => toTone(event) !== 'ok';
