import { useEffect, useRef } from 'react';
import type { VirtualizerHandle } from 'virtua';

/** For a virtual list of events that keeps the one at `index` in sight; negative when there is none. */
export const useListAt = (index: number) => {
  const scroller = useRef<HTMLDivElement>(null);
  const list = useRef<VirtualizerHandle>(null);
  useEffect(() => {
    if (index >= 0) list.current?.scrollToIndex(index, { align: 'nearest' });
  }, [index]);
  return { scroller, list };
};
