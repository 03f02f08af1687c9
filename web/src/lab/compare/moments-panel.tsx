import clsx from 'clsx';
import { useMemo } from 'react';
import { Virtualizer } from 'virtua';
import { useText } from '../../i18n/text.tsx';
import { SearchInput } from '../../ui/search-input.tsx';
import { Switch } from '../../ui/switch.tsx';
import { useListAt } from '../use-list-at.ts';
import { isFound } from './moment-lines.ts';
import { momentGrid, MomentRow } from './moment-row.tsx';
import { isDifferent, type Moment } from './moments.ts';
import type { Both, Side } from './side.ts';
import { useCompareText } from './use-compare-text.ts';
import type { useComparison } from './use-comparison.ts';

type Props = Readonly<{
  flows: Both<Side>;
  moments: readonly Moment[];
  at: number;
  goTo: (place: number) => void;
  nav: ReturnType<typeof useComparison>;
}>;

/** What happened in both flows, one below the other; those that match, or only what differs. */
export const MomentsPanel = ({ flows, moments, at, goTo, nav }: Props) => {
  const { comparison, search, showOnlyDifferences } = nav;
  const { axis, q, isOnlyDifferences } = comparison;
  const { lab } = useText();
  const text = useCompareText();
  const shown = useMemo(
    () =>
      moments
        .map((moment, index) => ({ moment, place: index + 1 }))
        .filter(({ moment }) => !isOnlyDifferences || isDifferent(moment))
        .filter(({ moment }) => isFound(flows, moment, q)),
    [flows, moments, q, isOnlyDifferences],
  );
  const { scroller, list } = useListAt(shown.findIndex(({ place }) => place === at));
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-2">
      <SearchInput
        label={lab.searchEvents}
        value={q}
        onChange={search}
        note={lab.matches(shown.length, moments.length)}
      />
      <div className="text-sm">
        <Switch label={text.onlyDifferences} checked={isOnlyDifferences} onChange={showOnlyDifferences} />
      </div>
      <p aria-hidden className={clsx(momentGrid, 'border-y border-border text-text-tertiary')}>
        <span className="col-start-2 text-right">{text.letters.one}</span>
        <span className="text-right">{text.letters.other}</span>
      </p>
      <div ref={scroller} className="max-h-[26rem] min-h-40 flex-1 overflow-y-auto lg:max-h-none" tabIndex={-1}>
        <Virtualizer ref={list} scrollRef={scroller} as="ol" item="li">
          {shown.map(({ moment, place }) => (
            <MomentRow key={place} {...{ flows, moment, axis }} isHere={place === at} onSelect={() => goTo(place)} />
          ))}
        </Virtualizer>
        {shown.length === 0 && <p className="py-8 text-center text-text-tertiary">{text.noMatch}</p>}
      </div>
    </div>
  );
};
