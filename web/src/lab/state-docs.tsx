import clsx from 'clsx';
import { useEffect, useRef } from 'react';
import type { Graph, GraphEdge, GraphNode } from '../../../src/machines/flow/graph.ts';
import { useText } from '../i18n/text.tsx';

type Props = Readonly<{ graph: Graph; selected: string | null }>;

/** Every state in words, as the machine itself describes it: what it is for, and which events lead where. */
export const StateDocs = ({ graph, selected }: Props) => (
  <ul className="grid gap-4 sm:grid-cols-2 xl:grid-cols-3">
    {graph.nodes.map((node) => (
      <StateDoc
        key={node.id}
        node={node}
        ways={graph.edges.filter(({ from }) => from === node.id)}
        isSelected={node.id === selected}
      />
    ))}
  </ul>
);

type DocProps = Readonly<{ node: GraphNode; ways: readonly GraphEdge[]; isSelected: boolean }>;

const StateDoc = ({ node, ways, isSelected }: DocProps) => {
  const { lab } = useText();
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
      <ul className="flex flex-col gap-1.5 font-mono text-xs">
        {ways.map((way) => (
          <li key={way.id} className="flex flex-wrap justify-between gap-x-3 rounded-md bg-muted px-2 py-1.5">
            <span className={clsx('min-w-0 break-words', tones[way.tone])}>{eventsOf(way)}</span>
            <span className="text-text-tertiary">{way.to === way.from ? lab.stays : `→ ${way.to}`}</span>
          </li>
        ))}
      </ul>
    </li>
  );
};

const eventsOf = ({ events, guard }: GraphEdge): string => (events.length > 0 ? events.join(', ') : `[${guard ?? ''}]`);

const tones = { ok: 'text-text-primary', soft: 'text-warning', hard: 'text-destructive' } as const;
