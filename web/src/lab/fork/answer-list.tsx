import { useState } from 'react';
import { SearchInput } from '../../ui/search-input.tsx';
import { AnswerChoice } from './answer-choice.tsx';
import type { AnswerRow } from './fork-result.ts';
import type { Fork } from './use-fork.ts';
import { useForkText } from './use-fork-text.ts';

type Props = Readonly<{ rows: readonly AnswerRow[]; fork: Fork }>;

/** With more than these there is something to search. */
const MANY = 12;

/** Every attempt that can still end otherwise, and how it ends. */
export const AnswerList = ({ rows, fork }: Props) => {
  const { answers: text } = useForkText();
  const [q, setQ] = useState('');
  const isSearched = rows.length > MANY;
  const shown = isSearched ? rows.filter(({ item }) => item.toLowerCase().includes(q.trim().toLowerCase())) : rows;
  return (
    <div className="flex flex-col gap-2">
      {isSearched && (
        <SearchInput label={text.search} value={q} onChange={setQ} note={`${shown.length} / ${rows.length}`} />
      )}
      <ul aria-label={text.title} className="flex flex-col gap-1">
        {shown.map((row) => (
          <AnswerChoice key={`${row.item} ${row.attempt}`} row={row} fork={fork} />
        ))}
      </ul>
      {shown.length === 0 && <p className="py-4 text-center text-sm text-text-tertiary">{text.noMatch}</p>}
    </div>
  );
};
