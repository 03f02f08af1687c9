/** Whether anybody can see this page, and when it is drawn. */
export type Sight = Readonly<{
  /** Calls at once and at each change; gives what ends it. */
  watch(listener: (isSeen: boolean) => void): () => void;
  /** Calls before the page is drawn next: not while nobody sees it. */
  beforeDrawing(call: () => void): void;
}>;

export const browserSight: Sight = {
  watch: (listener) => {
    const stop = new AbortController();
    const look = () => listener(document.visibilityState === 'visible');
    document.addEventListener('visibilitychange', look, stop);
    addEventListener('pageshow', look, stop);
    addEventListener('pagehide', () => listener(false), stop);
    look();
    return () => stop.abort();
  },
  beforeDrawing: (call) => void requestAnimationFrame(call),
};
