import type { StreamEvent } from '../flow-stream.ts';
import type { LiveFlow } from './live-flow.ts';

/** Shows what a stream says as it says it. `flow` is the flow after the event. */
export type Progress = Readonly<{
  show(event: StreamEvent, flow: LiveFlow): void;
  /** Says something in between. */
  say(text: string): void;
  /** Leaves the last view standing and gives the terminal back. */
  close(): void;
}>;
