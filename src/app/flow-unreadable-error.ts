/** A flow has records that no definition here can fold; it is there, which "not found" would deny. */
export class FlowUnreadableError extends Error {
  readonly code = 'flow/unreadable';

  constructor(id: string) {
    super(
      `The records of flow ${id} cannot be folded: a newer version wrote them, or they were changed. Run verify on it.`,
    );
    this.name = 'FlowUnreadableError';
  }
}
