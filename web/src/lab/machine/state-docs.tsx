import clsx from 'clsx';
import { useEffect, useRef } from 'react';
import { countEdges } from '../../../../src/machines/chart/coverage-lights.ts';
import type { Coverage } from '../../../../src/machines/flow/coverage.ts';
import type { Graph, GraphEdge, GraphNode } from '../../../../src/machines/flow/graph.ts';
import { useText } from '../../i18n/text.tsx';
import { toTimes, toWords } from './coverage-notes.ts';
import { useMachineText } from './use-machine-text.ts';
import { eventTones } from '../event-tones.ts';

type Props = Readonly<{
  graph: Graph;
  /** What flows ever did, if that is to be told. */
  coverage: Coverage | undefined;
  selected: string | null;
}>;

/** Every state in words, as the machine itself describes it: what it is for, and which events lead where. */
export const StateDocs = ({ graph, coverage, selected }: Props) => (
  <ul className="grid gap-4 sm:grid-cols-2 xl:grid-cols-3">
    {graph.nodes.map((node) => (
      <StateDoc
        key={node.id}
        node={node}
        ways={graph.edges.filter(({ from }) => from === node.id)}
        coverage={coverage}
        isSelected={node.id === selected}
      />
    ))}
  </ul>
);

type DocProps = Pick<Props, 'coverage'> &
  Readonly<{ node: GraphNode; ways: readonly GraphEdge[]; isSelected: boolean }>;

const StateDoc = ({ node, ways, coverage, isSelected }: DocProps) => {
  const { lab } = useText();
  const text = useMachineText();
  const taken = coverage && countEdges(coverage);
  const item = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isSelected) item.current?.scrollIntoView({ block: 'nearest', behavior: 'smooth' });
  }, [isSelected]);
  return (
    <li
      ref={item}
      className={clsx(
        'flex min-w-0 flex-col gap-3 rounded-xl border bg-card p-5',
        isSelected ? 'border-info' : 'border-border',
      )}
    >
      <h2 className="flex items-baseline gap-3 font-medium">
        {node.label}
        <span className="text-sm font-normal text-text-tertiary">{lab.kinds[node.kind]}</span>
      </h2>
      <p className="text-sm text-text-secondary">{node.description}</p>
      {coverage && <Figures state={coverage.states.find(({ id }) => id === node.id)} />}
      <ul className="flex flex-col gap-1.5 font-mono text-xs">
        {ways.map((way) => (
          <li key={way.id} className="flex flex-wrap justify-between gap-x-3 rounded-md bg-muted px-2 py-1.5">
            <span className={clsx('min-w-0 break-words', eventTones[way.tone])}>{eventsOf(way)}</span>
            <span className="text-text-tertiary">
              {way.to === way.from ? lab.stays : `→ ${way.to}`}
              {taken && `, ${toTimes(taken[way.id] ?? 0, text.never)}`}
            </span>
          </li>
        ))}
      </ul>
    </li>
  );
};

const Figures = ({ state }: Readonly<{ state: Coverage['states'][number] | undefined }>) => {
  const text = useMachineText();
  return state && <p className="text-sm tabular-nums">{toWords(state, text).join(' · ')}</p>;
};

const eventsOf = ({ events, guard }: GraphEdge): string => (events.length > 0 ? events.join(', ') : `[${guard ?? ''}]`);
