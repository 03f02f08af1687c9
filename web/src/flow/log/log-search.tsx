import { ChevronDown, ChevronUp } from 'lucide-react';
import { IconButton } from '../../ui/icon-button.tsx';
import { SearchInput } from '../../ui/search-input.tsx';
import { useFlowText } from '../use-flow-text.ts';
import type { Match } from './find-matches.ts';

type Props = Readonly<{
  wanted: string;
  matches: readonly Match[];
  /** 0-based place of the match that is shown. */
  current: number;
  onSearch: (wanted: string) => void;
  onMove: (current: number) => void;
}>;

/** Finds a text in the output and goes from match to match; Enter is the next one. */
export const LogSearch = ({ wanted, matches, current, onSearch, onMove }: Props) => {
  const { log } = useFlowText();
  const count = matches.length;
  const move = (by: number) => count > 0 && onMove((current + by + count) % count);
  return (
    <search className="flex min-w-48 flex-1">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          move(1);
        }}
        className="flex min-w-0 flex-1 items-center gap-1"
      >
        <div className="min-w-0 flex-1">
          <SearchInput
            label={log.search}
            value={wanted}
            onChange={onSearch}
            note={wanted === '' ? undefined : count === 0 ? log.noMatches : log.matches(current + 1, count)}
          />
        </div>
        <IconButton
          size="sm"
          label={log.previous}
          disabled={count === 0}
          onClick={() => move(-1)}
          icon={<ChevronUp aria-hidden size={16} />}
        />
        <IconButton
          size="sm"
          label={log.next}
          disabled={count === 0}
          onClick={() => move(1)}
          icon={<ChevronDown aria-hidden size={16} />}
        />
      </form>
    </search>
  );
};
