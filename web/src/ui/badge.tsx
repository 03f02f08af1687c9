import clsx from 'clsx';
import type { ReactNode } from 'react';
import { type Tone, toneBox, toneText } from './tone.ts';

type Props = Readonly<{ tone?: Tone; icon?: ReactNode; children: ReactNode }>;

/** A word or two about the thing beside it. */
export const Badge = ({ tone = 'neutral', icon, children }: Props) => (
  <span
    className={clsx(
      'inline-flex h-6 max-w-full items-center gap-1.5 rounded-full border px-2.5 text-xs font-medium whitespace-nowrap',
      toneBox[tone],
      toneText[tone],
    )}
  >
    {icon}
    <span className="truncate">{children}</span>
  </span>
);
