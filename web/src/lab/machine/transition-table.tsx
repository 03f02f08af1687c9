import clsx from 'clsx';
import { ArrowDown, ArrowUp } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Coverage } from '../../../../src/machines/flow/coverage.ts';
import { toTone } from '../../../../src/machines/flow/tone.ts';
import { Card } from '../../ui/card.tsx';
import { toTimes } from './coverage-notes.ts';
import { type Order, sortWays } from './sort-ways.ts';
import { useMachineText } from './use-machine-text.ts';
import { eventTones } from '../event-tones.ts';

type Props = Readonly<{ ways: Coverage['ways']; order: Order; onSort: (order: Order) => void }>;

/** Every transition with how often it was taken. */
export const TransitionTable = ({ ways, order, onSort }: Props) => {
  const text = useMachineText();
  const most = Math.max(1, ...ways.map(({ taken }) => taken));
  return (
    <Card title={text.transitions} padding="none">
      <table className="w-full table-fixed text-left text-sm">
        <thead className="text-text-secondary">
          <tr>
            <Head sort={order === 'machine' ? 'ascending' : 'none'} onSort={() => onSort('machine')}>
              {text.transition}
            </Head>
            <Head
              isFigure
              sort={order === 'machine' ? 'none' : order === 'most' ? 'descending' : 'ascending'}
              onSort={() => onSort(order === 'most' ? 'least' : 'most')}
            >
              {text.taken}
            </Head>
          </tr>
        </thead>
        <tbody>
          {sortWays(ways, order).map((way) => (
            <Row key={way.id} way={way} most={most} />
          ))}
        </tbody>
      </table>
    </Card>
  );
};

type Sort = 'ascending' | 'descending' | 'none';
type HeadProps = Readonly<{ sort: Sort; onSort: () => void; isFigure?: boolean; children: ReactNode }>;

const Head = ({ sort, onSort, isFigure = false, children }: HeadProps) => (
  <th scope="col" aria-sort={sort} className={clsx('font-normal', isFigure && 'w-28 sm:w-64')}>
    <button
      type="button"
      onClick={onSort}
      className={clsx('flex min-h-10 w-full items-center gap-2 px-5 -outline-offset-2', isFigure && 'justify-end')}
    >
      {children}
      <SortIcon sort={sort} />
    </button>
  </th>
);

const SortIcon = ({ sort }: Readonly<{ sort: Sort }>) => {
  if (sort === 'none') return <span aria-hidden className="size-3.5" />;
  const Icon = sort === 'ascending' ? ArrowUp : ArrowDown;
  return <Icon aria-hidden size={14} />;
};

type RowProps = Readonly<{ way: Coverage['ways'][number]; most: number }>;

const Row = ({ way: { from, to, event, guard, taken }, most }: RowProps) => {
  const text = useMachineText();
  return (
    <tr className="border-t border-border">
      <td className="grid gap-x-6 px-5 py-2 font-mono text-xs sm:grid-cols-[16rem_minmax(0,1fr)]">
        <span className={taken === 0 ? 'text-text-tertiary' : ''}>
          {from} <span aria-hidden>→</span> {to}
        </span>
        <span className="min-w-0 wrap-anywhere">
          <span className={taken === 0 ? 'text-text-tertiary' : eventTones[toTone(event ?? '')]}>
            {event ?? text.byItself}
          </span>
          {guard !== null && <span className="text-text-tertiary"> [{guard}]</span>}
        </span>
      </td>
      <td className="px-5 text-right">
        <Times {...{ taken, most }} />
      </td>
    </tr>
  );
};

const Times = ({ taken, most }: Readonly<{ taken: number; most: number }>) => {
  const text = useMachineText();
  return (
    <span className="flex items-center justify-end gap-4">
      <span aria-hidden className="h-1.5 flex-1 rounded-full bg-muted max-sm:hidden">
        <span className="block h-full rounded-full bg-success" style={{ width: `${(taken / most) * 100}%` }} />
      </span>
      <span className={clsx('w-14 text-xs tabular-nums', taken === 0 ? 'text-text-tertiary' : 'font-mono')}>
        {toTimes(taken, text.never)}
      </span>
    </span>
  );
};
