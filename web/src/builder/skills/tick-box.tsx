import { useEffect, useRef } from 'react';
import type { Tick } from './selection.ts';

type Props = Readonly<{ label: string; tick: Tick; onChange: (isKept: boolean) => void }>;

/** A checkbox over others: also between on and off. */
export const TickBox = ({ label, tick, onChange }: Props) => {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current) box.current.indeterminate = tick === 'some';
  }, [tick]);
  return (
    <input
      ref={box}
      type="checkbox"
      aria-label={label}
      checked={tick === 'all'}
      onChange={() => onChange(tick !== 'all')}
      className="size-4 shrink-0"
    />
  );
};
