/** The end of a stream the client pulls at: bytes go out only when it asks. */
export type Outlet = Readonly<{
  stream: ReadableStream<Uint8Array<ArrayBufferLike>>;
  /** The client has taken everything and waits for more. */
  isWanted(): boolean;
  /** Answers the demand; call only while wanted. */
  hand(bytes: Uint8Array): void;
  /** Ends the stream cleanly. */
  end(): void;
  /** Since the client last asked or was given something, milliseconds. */
  idleMs(): number;
}>;

export type OutletOptions = Readonly<{
  /** The client asks for bytes; never called before it reads. */
  onDemand: () => void;
  /** The client has gone. */
  onGone: () => void;
  /** Monotonic milliseconds. */
  now: () => number;
}>;

/** One ReadableStream without a buffer of its own, so that what waits is counted in one place. */
export const createOutlet = ({ onDemand, onGone, now }: OutletOptions): Outlet => {
  let controller: ReadableStreamDefaultController<Uint8Array<ArrayBufferLike>> | undefined;
  let isWanted = false;
  let isEnded = false;
  let movedAt = now();
  return {
    stream: new ReadableStream<Uint8Array<ArrayBufferLike>>(
      {
        start: (given) => {
          controller = given;
        },
        pull: () => {
          isWanted = true;
          movedAt = now();
          onDemand();
        },
        cancel: () => {
          isEnded = true;
          onGone();
        },
      },
      { highWaterMark: 0 },
    ),
    isWanted: () => isWanted,
    hand: (bytes) => {
      isWanted = false;
      movedAt = now();
      controller?.enqueue(bytes);
    },
    end: () => {
      if (!isEnded) controller?.close();
      isEnded = true;
    },
    idleMs: () => now() - movedAt,
  };
};
