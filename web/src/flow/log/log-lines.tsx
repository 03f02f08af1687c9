import clsx from 'clsx';
import { ArrowDown } from 'lucide-react';
import { useCallback, useLayoutEffect, useMemo, useRef } from 'react';
import { Virtualizer, type VirtualizerHandle } from 'virtua';
import { Button } from '../../ui/button.tsx';
import { useFlowText } from '../use-flow-text.ts';
import { type Match, toPieces } from './find-matches.ts';

type Props = Readonly<{
  label: string;
  lines: readonly string[];
  matches: readonly Match[];
  current: Match | null;
  /** How often a match was asked for; each time it is brought into sight. */
  asked: number;
  isFollowing: boolean;
  onFollow: (isFollowing: boolean) => void;
  /** More lines may come. */
  isGrowing: boolean;
  /** In place of lines while there are none. */
  empty: string;
}>;

const LINE_PX = 20;
const MOST_LINES = 14;
const GROWING_LINES = 10;

/** The lines, of which only those in sight are in the document. Follows the newest until the reader scrolls up. */
export const LogLines = (props: Props) => {
  const { label, lines, matches, current, isFollowing, onFollow, isGrowing, empty } = props;
  const { log } = useFlowText();
  const { viewport, list, onScroll, onResize } = useFollow(props);
  const byLine = useMemo(() => Map.groupBy(matches, ({ line }) => line), [matches]);
  const shown = isGrowing ? GROWING_LINES : Math.min(lines.length, MOST_LINES);
  return (
    <section aria-label={label} className="relative overflow-hidden rounded-lg border border-border bg-background">
      {lines.length === 0 ? (
        <p style={{ height: shown * LINE_PX + LINE_PX }} className="px-3 py-2 text-sm text-text-tertiary">
          {empty}
        </p>
      ) : (
        <div
          ref={viewport}
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
          tabIndex={0}
          onScroll={onScroll}
          style={{ height: shown * LINE_PX + LINE_PX }}
          className="overflow-y-auto -outline-offset-2"
        >
          <Virtualizer ref={list} data={lines} itemSize={LINE_PX} onResize={onResize}>
            {(line, index) => <Line key={index} text={line} matches={byLine.get(index) ?? none} current={current} />}
          </Virtualizer>
        </div>
      )}
      {!isFollowing && (
        <Button
          size="sm"
          icon={<ArrowDown aria-hidden size={14} />}
          onClick={() => onFollow(true)}
          className="absolute right-4 bottom-3 shadow-lg"
        >
          {log.jump}
        </Button>
      )}
    </section>
  );
};

const none: readonly Match[] = [];

type LineProps = Readonly<{ text: string; matches: readonly Match[]; current: Match | null }>;

const Line = ({ text, matches, current }: LineProps) => (
  <div className="min-h-5 px-3 font-mono text-xs leading-5 whitespace-pre-wrap wrap-anywhere text-text-secondary">
    {matches.length === 0
      ? text
      : toPieces(text, matches).map(({ text: piece, match }, index) =>
          match === null ? (
            piece
          ) : (
            <mark
              key={index}
              aria-current={match === current || undefined}
              className={clsx(
                'rounded-xs',
                match === current ? 'bg-warning text-background' : 'bg-warning-soft text-warning',
              )}
            >
              {piece}
            </mark>
          ),
        )}
  </div>
);

/** Keeps the newest line in sight until the reader scrolls up, and brings a match there that is asked for. */
const useFollow = ({ lines, current, asked, isFollowing, onFollow }: Props) => {
  const viewport = useRef<HTMLDivElement>(null);
  const list = useRef<VirtualizerHandle>(null);
  const seen = useRef({ top: 0, height: 0 });
  const count = lines.length;
  // By hand: the list's own way goes on for a moment, and would pull back a reader who scrolls up meanwhile.
  const onResize = useCallback(() => {
    if (isFollowing) viewport.current?.scrollTo(0, viewport.current.scrollHeight);
  }, [isFollowing]);
  useLayoutEffect(onResize, [onResize, count]);
  const line = current?.line ?? null;
  useLayoutEffect(() => {
    if (line !== null && asked > 0) list.current?.scrollToIndex(line, { align: 'center' });
  }, [line, asked]);
  const onScroll = () => {
    if (!viewport.current) return;
    const { scrollTop: top, scrollHeight: height, clientHeight } = viewport.current;
    if (top + clientHeight >= height - NEAR_PX) onFollow(true);
    // Where the height is another one, the list moved and not the reader.
    else if (top < seen.current.top && height === seen.current.height) onFollow(false);
    seen.current = { top, height };
  };
  return { viewport, list, onScroll, onResize };
};

/** So near to the end counts as being there. */
const NEAR_PX = 8;
