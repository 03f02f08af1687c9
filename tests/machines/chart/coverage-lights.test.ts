import { describe, expect, it } from 'vitest';
import { toChart } from '../../../src/machines/chart/chart.ts';
import { countWays, toCoverageLights } from '../../../src/machines/chart/coverage-lights.ts';
import { countEvent, createTally, toCoverage } from '../../../src/machines/flow/coverage.ts';
import { currentDefinition } from '../../../src/machines/flow/definitions.ts';
import type { Flow } from '../../../src/machines/flow/fold.ts';
import { toGraph } from '../../../src/machines/flow/graph.ts';
import { trace } from '../../../src/machines/flow/trace.ts';
import { planOf } from '../flow/facts.ts';
import { createPlay } from '../flow/play-events.ts';

const chart = toChart(toGraph(currentDefinition) ?? { nodes: [], edges: [] });

const coverageOf = (flows: number) => {
  const tally = createTally();
  for (let number = 0; number < flows; number += 1) {
    let flow: Flow | null = null;
    for (const event of createPlay(planOf()).settle().events()) {
      const traced = trace(flow, event);
      if (!traced) throw new Error('It does not fold.');
      countEvent(tally, event, traced);
      ({ flow } = traced);
    }
  }
  const coverage = toCoverage(tally, currentDefinition);
  if (!coverage) throw new Error('The definition is known.');
  return coverage;
};

describe('toCoverageLights', () => {
  it('lights what flows have come to and leaves the rest dark', () => {
    const { states, taken } = toCoverageLights(chart, coverageOf(2));
    expect(states['done']).toEqual({ phase: 'visited', tone: 'ok' });
    expect(states['rejected']).toEqual({ phase: 'untouched', tone: 'hard' });
    expect([taken.has('mcp->skills'), taken.has('group->cancelled')]).toEqual([true, false]);
  });

  it('lights nothing before the first flow', () => {
    const { states, taken } = toCoverageLights(chart, coverageOf(0));
    expect(taken.size).toBe(0);
    expect(Object.values(states).every(({ phase }) => phase === 'untouched')).toBe(true);
  });
});

describe('countWays', () => {
  it('counts a way by all transitions it stands for', () => {
    const counted = countWays(chart, coverageOf(3));
    expect(counted['installing->done']).toBe(3);
    expect(counted['group->cancelled']).toBe(0);
    const coverage = coverageOf(0);
    const cancelled = coverage.ways.map((way) => (way.to === 'cancelled' ? { ...way, taken: 2 } : way));
    expect(countWays(chart, { ...coverage, ways: cancelled })['group->cancelled']).toBe(12);
  });
});
