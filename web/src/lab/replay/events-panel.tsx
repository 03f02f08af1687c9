import clsx from 'clsx';
import { useMemo } from 'react';
import { Virtualizer } from 'virtua';
import { toTone } from '../../../../src/machines/flow/tone.ts';
import { useText } from '../../i18n/text.tsx';
import { formatDuration } from '../../ui/format-duration.ts';
import { SearchInput } from '../../ui/search-input.tsx';
import { useListAt } from '../use-list-at.ts';
import { type EventLine, matches, toPieces, toWords } from './event-lines.ts';
import { eventTones } from '../event-tones.ts';

type Props = Readonly<{
  lines: readonly EventLine[];
  at: number;
  q: string;
  goTo: (version: number) => void;
  onSearch: (q: string) => void;
}>;

/** Every event of the flow; those that match what is searched for, and where the replay stands. */
export const EventsPanel = ({ lines, at, q, goTo, onSearch }: Props) => {
  const { lab } = useText();
  const words = useMemo(() => toWords(q), [q]);
  const shown = useMemo(() => lines.filter((line) => matches(line, q)), [lines, q]);
  const { scroller, list } = useListAt(shown.findIndex(({ version }) => version === at));
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-2">
      <SearchInput
        label={lab.searchEvents}
        value={q}
        onChange={onSearch}
        note={lab.matches(shown.length, lines.length)}
      />
      <div
        ref={scroller}
        className="max-h-[26rem] min-h-40 flex-1 overflow-y-auto lg:max-h-none lg:min-h-0"
        tabIndex={-1}
      >
        <Virtualizer ref={list} scrollRef={scroller} as="ol" item="li" data={shown}>
          {(line) => <Line key={line.version} isHere={line.version === at} {...{ line, words, goTo }} />}
        </Virtualizer>
        {shown.length === 0 && <p className="py-8 text-center text-text-tertiary">{lab.noMatch}</p>}
      </div>
    </div>
  );
};

type LineProps = Readonly<{
  line: EventLine;
  words: readonly string[];
  isHere: boolean;
  goTo: (version: number) => void;
}>;

const Line = ({ line: { version, at, type, about }, words, isHere, goTo }: LineProps) => (
  <button
    type="button"
    aria-current={isHere ? 'step' : undefined}
    onClick={() => goTo(version)}
    className={clsx(
      'grid min-h-8 w-full grid-cols-[2.5rem_5.5rem_minmax(0,1fr)] items-center gap-2 border-l-2 px-2 text-left font-mono text-xs -outline-offset-2',
      isHere ? 'border-info bg-accent' : 'border-transparent hover:bg-muted',
    )}
  >
    <span className="text-right text-text-tertiary tabular-nums">
      <Found text={String(version)} words={words} />
    </span>
    <span className="text-right whitespace-nowrap text-text-tertiary tabular-nums">+{formatDuration(at)}</span>
    <span className="truncate" title={`${type} ${about}`}>
      <span className={eventTones[toTone(type)]}>
        <Found text={type} words={words} />
      </span>{' '}
      <span className="text-text-secondary">
        <Found text={about} words={words} />
      </span>
    </span>
  </button>
);

/** A text with what was searched for marked. */
const Found = ({ text, words }: Readonly<{ text: string; words: readonly string[] }>) =>
  words.length === 0
    ? text
    : toPieces(text, words).map((piece, index) =>
        piece.isFound ? (
          <mark key={index} className="rounded-xs bg-warning-soft text-warning">
            {piece.text}
          </mark>
        ) : (
          piece.text
        ),
      );
