import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FlowSummary } from '../../../../src/machines/flow/view.ts';
import { arbitraryWalk } from '../../../../tests/machines/flow/arbitrary-flow.ts';
import { applyToList, type FlowFilter, type FlowList } from '../../../src/api/stream/flow-list.ts';
import { at, longFlow, toToldFlow } from './told-flow.ts';

const filters: readonly FlowFilter[] = [
  {},
  { profile: 'coder' },
  { profile: 'someone-else' },
  { state: 'installing' },
  { state: 'done', outcome: 'with-problems' },
  { outcome: 'cancelled', profile: 'coder' },
  { outcome: 'none' },
  { q: 'ODE' },
  { q: 'flw_2', outcome: 'none' },
];

/** The list as the server would answer it: all started at the same time, so by id. */
const asServed = (filter: FlowFilter, flows: readonly (FlowSummary | undefined)[]): FlowList => ({
  filter,
  flows: flows
    .flatMap((flow) => flow ?? [])
    .toSorted((a, b) => (a.id < b.id ? 1 : -1))
    .filter(({ id, profile, ...flow }) => {
      const { q = '', outcome, ...exact } = filter;
      const isFound = `${profile} ${id}`.includes(q.toLowerCase());
      const isEnded = outcome === undefined || flow.outcome === (outcome === 'none' ? null : outcome);
      return isFound && isEnded && Object.entries(exact).every(([key, value]) => ({ ...flow, profile })[key] === value);
    }),
  next: null,
});

describe('a list of flows', () => {
  it('is after every transition what the server would answer, or must be read again', () => {
    let rereads = 0;
    fc.assert(
      fc.property(
        fc.array(arbitraryWalk, { minLength: 1, maxLength: 4 }),
        fc.array(fc.nat(3), { maxLength: 200, size: 'max' }),
        fc.constantFrom(...filters),
        (walks, turns, filter) => {
          const told = walks.map((walk, index) => toToldFlow(walk, `flw_${index}`));
          const versions = told.map(() => 0);
          const serve = () =>
            asServed(
              filter,
              told.map(({ summaries: each }, flow) => each[(versions[flow] ?? 0) - 1]),
            );
          let list = serve();
          for (const turn of turns) {
            const flow = turn % told.length;
            const frame = told[flow]?.frames[versions[flow] ?? 0];
            if (!frame) continue;
            versions[flow] = frame.version;
            const next = applyToList(list, frame);
            if (next === null) rereads += 1;
            list = next ?? serve();
            expect(list).toEqual(serve());
          }
        },
      ),
      { numRuns: 200 },
    );
    expect(rereads).toBeGreaterThan(0);
  });

  const { frames, summaries } = longFlow('flw_1');
  const list = { filter: {}, flows: [at(summaries, 2)], next: null };

  it('needs no second reading for flows older than it goes', () => {
    const short: FlowList = { filter: {}, flows: [], next: 'more' };
    expect(applyToList(short, at(frames, 3))).toBe(short);
  });

  it('takes a flow that is told late, as an imported one, where it belongs', () => {
    const first = at(frames, 0);
    const told = (id: string) => ({ ...first, flow: id });
    const [older, newer] = ['flw_0', 'flw_2'].map((id) => ({ ...at(summaries, 0), id }));
    if (!older || !newer) throw new Error('Two flows are needed.');
    const ids = (next: string | null, id: string) =>
      applyToList({ filter: {}, flows: [newer, older], next }, told(id))?.flows.map((flow) => flow.id);
    expect(ids(null, 'flw_1')).toEqual(['flw_2', 'flw_1', 'flw_0']);
    expect(ids(null, 'flw_')).toEqual(['flw_2', 'flw_0', 'flw_']);
    expect(ids('more', 'flw_')).toEqual(['flw_2', 'flw_0']);
  });

  it('must be read again after a gap', () => {
    expect(applyToList(list, at(frames, 4))).toBeNull();
  });

  it('must be read again when a flow leaves it and an older one can take its place', () => {
    const { state } = at(summaries, 2);
    const leaving = frames.find((frame) => frame.version > 3 && frame.state !== state);
    if (!leaving) throw new Error('The flow never leaves its state.');
    const before = at(summaries, leaving.version - 2);
    const filter = { state: before.state };
    expect(applyToList({ filter, flows: [before], next: null }, leaving)?.flows).toEqual([]);
    expect(applyToList({ filter, flows: [before], next: 'more' }, leaving)).toBeNull();
  });

  it('stays the same for what it knows already', () => {
    expect(applyToList(list, at(frames, 2))).toBe(list);
  });
});
