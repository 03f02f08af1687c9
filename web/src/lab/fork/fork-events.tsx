import clsx from 'clsx';
import { useMemo, useRef } from 'react';
import { Virtualizer } from 'virtua';
import { toTone } from '../../../../src/machines/flow/tone.ts';
import type { Source } from '../../../../src/machines/flow/trial.ts';
import { type EventLine, linesOf } from '../replay/event-lines.ts';
import type { ForkResult } from './fork-result.ts';
import type { Fork } from './use-fork.ts';
import { useForkText } from './use-fork-text.ts';
import { eventTones } from '../event-tones.ts';

type Props = Readonly<{ result: ForkResult; seen: number; lookAt: Fork['lookAt'] }>;

/** Every event of a fork with where it comes from; where it begins to differ is marked. */
export const ForkEvents = ({ result, seen, lookAt }: Props) => {
  const { events: text } = useForkText();
  const scroller = useRef<HTMLDivElement>(null);
  const lines = useMemo(() => toLines(result), [result]);
  return (
    <div className="flex flex-col gap-2">
      <div ref={scroller} className="max-h-80 overflow-y-auto rounded-lg border border-border py-1" tabIndex={-1}>
        <Virtualizer scrollRef={scroller} as="ol" item="li">
          {lines.map((line, index) => (
            <Line
              key={line.version}
              line={line}
              source={result.events[index]?.source ?? 'kept'}
              isFirst={line.version === result.diff.first?.version}
              isHere={line.version === seen}
              onPress={() => lookAt(line.version)}
            />
          ))}
        </Virtualizer>
      </div>
      <details className="text-sm">
        <summary className="py-1 text-text-tertiary hover:text-text-primary">{text.legend}</summary>
        <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-1 pt-1">
          {sources.map((source) => (
            <div key={source} className="contents">
              <dt className={`font-mono text-xs leading-5 ${tones[source]}`}>{text.sources[source]}</dt>
              <dd className="text-text-secondary">{text.sourceOf[source]}</dd>
            </div>
          ))}
        </dl>
      </details>
    </div>
  );
};

const sources: readonly Source[] = ['kept', 'carried', 'chosen', 'plain'];

const tones: Readonly<Record<Source, string>> = {
  kept: 'text-text-tertiary',
  carried: 'text-text-secondary',
  chosen: 'text-info',
  plain: 'text-success',
};

const toLines = ({ replay }: ForkResult): readonly EventLine[] => {
  const began = Date.parse(replay.events[0]?.at ?? '');
  return linesOf(
    replay,
    replay.events.map(({ at }) => Date.parse(at) - began),
  );
};

type LineProps = Readonly<{
  line: EventLine;
  source: Source;
  isFirst: boolean;
  isHere: boolean;
  onPress: () => void;
}>;

const Line = ({ line: { version, type, about }, source, isFirst, isHere, onPress }: LineProps) => {
  const { events: text } = useForkText();
  return (
    <button
      type="button"
      aria-current={isHere ? 'step' : undefined}
      onClick={onPress}
      className={clsx(
        'grid min-h-8 w-full grid-cols-[2rem_3.75rem_minmax(0,1fr)] items-baseline gap-2 border-l-2 px-2 py-1.5 text-left font-mono text-xs -outline-offset-2',
        isHere ? 'border-info bg-accent' : 'border-transparent hover:bg-muted',
      )}
    >
      <span className="text-right text-text-tertiary tabular-nums">{version}</span>
      <span className={tones[source]}>{text.sources[source]}</span>
      <span className="min-w-0">
        <span className="block truncate">
          <span className={eventTones[toTone(type)]}>{type}</span> <span className="text-text-secondary">{about}</span>
        </span>
        {isFirst && <span className="text-warning">{text.first}</span>}
      </span>
    </button>
  );
};
