import fc from 'fast-check';
import { chain, type Head } from '../../src/machines/flow/chain.ts';
import type { Fact } from '../../src/machines/flow/events.ts';
import { toExportLine } from '../../src/machines/flow/export.ts';
import { trace } from '../../src/machines/flow/trace.ts';
import { sha256 } from '../../src/cli/sha256.ts';
import { arbitraryWalk, type Walk } from '../machines/flow/arbitrary-flow.ts';

/**
 * Flows of the fair world of the property tests that take transitions none of `covered` is: the shortest that help.
 * They are chained and hashed by what records every flow; only their facts are made up.
 */
export const fillGaps = (covered: ReadonlySet<string>): readonly Readonly<{ name: string; text: string }>[] => {
  const known = new Set(covered);
  const walks = fc.sample(arbitraryWalk, { numRuns: 4000, seed: 2026 }).toSorted((a, b) => a.length - b.length);
  return walks.flatMap((walk) => {
    const gained = waysOf(walk).filter((way) => !known.has(way));
    for (const way of gained) known.add(way);
    const name = `generated-${(gained[0] ?? '').toLowerCase().replaceAll(/[^a-z]+/g, '-')}`.replace(/-$/, '');
    return gained.length === 0 ? [] : [{ name, text: toText(walk, `flw_${name}`) }];
  });
};

const waysOf = (walk: Walk): readonly string[] =>
  walk.flatMap(({ before, event }) => trace(before, event)?.microsteps.flatMap(({ way }) => way?.id ?? []) ?? []);

const toText = (walk: Walk, id: string): string => {
  let head: Head | null = null;
  return walk
    .map(({ event }) => {
      const { type, data, at, causation, version } = event;
      const fact = (type === 'flow.started' ? { type, data: { ...data, flow: id } } : { type, data }) as Fact;
      const chained = chain(head, [fact], { at, causation, correlation: id, command: null }, sha256);
      const link = 'links' in chained ? chained.links[0] : undefined;
      if (!link) throw new Error(`${type} is refused at version ${version}.`);
      head = { flow: link.after, hash: link.record.hash };
      return toExportLine({ ...link.record, stream: `flow-${id}`, version, position: version });
    })
    .join('');
};
