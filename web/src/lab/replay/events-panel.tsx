import clsx from 'clsx';
import { useEffect, useMemo, useRef } from 'react';
import { Virtualizer, type VirtualizerHandle } from 'virtua';
import type { Replay } from '../../../../src/machines/flow/replay.ts';
import { toTone } from '../../../../src/machines/flow/tone.ts';
import { useText } from '../../i18n/text.tsx';
import { formatDuration } from '../../ui/format-duration.ts';
import { SearchInput } from '../../ui/search-input.tsx';
import { type EventLine, linesOf, matches } from './event-lines.ts';

type Props = Readonly<{
  replay: Replay;
  times: readonly number[];
  at: number;
  q: string;
  goTo: (version: number) => void;
  onSearch: (q: string) => void;
}>;

/** Every event of the flow; those that match what is searched for, and where the replay stands. */
export const EventsPanel = ({ replay, times, at, q, goTo, onSearch }: Props) => {
  const { lab } = useText();
  const lines = useMemo(() => linesOf(replay, times), [replay, times]);
  const shown = useMemo(() => lines.filter((line) => matches(line, q)), [lines, q]);
  const scroller = useRef<HTMLDivElement>(null);
  const list = useRef<VirtualizerHandle>(null);
  const index = shown.findIndex(({ version }) => version === at);
  useEffect(() => {
    if (index >= 0) list.current?.scrollToIndex(index, { align: 'nearest' });
  }, [index]);
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-2">
      <SearchInput
        label={lab.searchEvents}
        value={q}
        onChange={onSearch}
        note={lab.matches(shown.length, lines.length)}
      />
      <div ref={scroller} className="max-h-[26rem] min-h-40 flex-1 overflow-y-auto lg:max-h-none" tabIndex={-1}>
        <Virtualizer ref={list} scrollRef={scroller} as="ol" item="li">
          {shown.map((line) => (
            <Line key={line.version} line={line} isHere={line.version === at} goTo={goTo} />
          ))}
        </Virtualizer>
        {shown.length === 0 && <p className="py-8 text-center text-text-tertiary">{lab.noMatch}</p>}
      </div>
    </div>
  );
};

type LineProps = Readonly<{ line: EventLine; isHere: boolean; goTo: (version: number) => void }>;

const Line = ({ line: { version, at, type, about }, isHere, goTo }: LineProps) => (
  <button
    type="button"
    aria-current={isHere ? 'step' : undefined}
    onClick={() => goTo(version)}
    className={clsx(
      'grid w-full grid-cols-[2.5rem_4.5rem_minmax(0,1fr)] items-baseline gap-2 border-l-2 px-2 py-1.5 text-left font-mono text-xs',
      isHere ? 'border-info bg-accent' : 'border-transparent hover:bg-muted',
    )}
  >
    <span className="text-right text-text-tertiary tabular-nums">{version}</span>
    <span className="text-right text-text-tertiary tabular-nums">+{formatDuration(at)}</span>
    <span className="truncate">
      <span className={tones[toTone(type)]}>{type}</span> <span className="text-text-secondary">{about}</span>
    </span>
  </button>
);

/** How an event reads by what it says of the flow. */
export const tones = { ok: 'text-text-primary', soft: 'text-warning', hard: 'text-destructive' } as const;
