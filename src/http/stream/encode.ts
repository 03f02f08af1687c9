import type { Output } from '../../machines/flow/output.ts';
import type { Transition } from '../../machines/flow/transition.ts';
import { toFrameText } from './frame.ts';

/** What a stream follows: how its events are numbered, read again and encoded. */
export type Lane = 'flow' | 'all';

/** The cursor of a transition: its version in one flow's stream, its position in the stream of all. */
export const cursorOf = (lane: Lane, { version, position }: Transition): number =>
  lane === 'flow' ? version : position;

/** The frame of a transition; encoded once for all readers. */
const encodeTransition = (lane: Lane, transition: Transition): Uint8Array => {
  const known = encoded[lane].get(transition);
  if (known) return known;
  const { position: _position, isSettled: _isSettled, ...body } = transition;
  const frame = encodeText(toFrameText({ event: 'transition', id: cursorOf(lane, transition), data: body }));
  encoded[lane].set(transition, frame);
  return frame;
};

/** The frames of several transitions as one piece of bytes. */
export const encodeTransitions = (lane: Lane, transitions: readonly Transition[]): Uint8Array =>
  joinBytes(transitions.map((transition) => encodeTransition(lane, transition)));

export const encodeOutput = (output: Output): Uint8Array => encodeText(toFrameText({ event: 'output', data: output }));

/** The last frame of a settled flow's stream. */
export const encodeEnd = ({ flow, version, outcome }: Pick<Transition, 'flow' | 'version' | 'outcome'>): Uint8Array =>
  encodeText(toFrameText({ event: 'end', id: version, data: { flow, version, outcome } }));

export const encodeText = (text: string): Uint8Array => encoder.encode(text);

/** Several frames as one piece of bytes; a single one is shared, not copied. */
export const joinBytes = (parts: readonly Uint8Array[]): Uint8Array => {
  const [only, second] = parts;
  return only && !second ? only : Buffer.concat(parts);
};

const encoder = new TextEncoder();
const encoded: Readonly<Record<Lane, WeakMap<Transition, Uint8Array>>> = { flow: new WeakMap(), all: new WeakMap() };
