import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyTransition, toFirstView } from '../../../src/machines/flow/apply-transition.ts';
import type { Fact, FlowEvent } from '../../../src/machines/flow/events.ts';
import { type Flow, fold } from '../../../src/machines/flow/fold.ts';
import { parseRecord } from '../../../src/machines/flow/record.ts';
import { foldSteps } from '../../../src/machines/flow/steps.ts';
import { toTransition, type TransitionFrame } from '../../../src/machines/flow/transition.ts';
import { type FlowSummary, type FlowView, toFlowSummary, toFlowView } from '../../../src/machines/flow/view.ts';
import { corpusFiles, readCorpus } from '../../corpus-files.ts';
import { arbitraryWalk } from './arbitrary-flow.ts';
import { failedAs, fullPlan, identityCreated, notice, retried, started } from './facts.ts';
import { foldFacts, playOut, playUntil, toEvent } from './play.ts';

type Told = Readonly<{ frames: readonly TransitionFrame[]; flows: readonly Flow[] }>;

const overTheWire = <T>(value: T) => JSON.parse(JSON.stringify(value)) as T;

const tell = (events: readonly FlowEvent[]): Told => {
  const frames: TransitionFrame[] = [];
  const flows: Flow[] = [];
  for (const event of events) {
    const before = flows.at(-1) ?? null;
    const after = fold(before, event)?.flow;
    if (!after) throw new Error(`${event.type} cannot be folded.`);
    frames.push(overTheWire(toTransition({ before, after, event, position: event.version })));
    flows.push(after);
  }
  return { frames, flows };
};

const firstOf = ({ frames }: Told): FlowView => {
  const view = frames[0] && toFirstView(frames[0]);
  if (!view) throw new Error('The first frame makes no view.');
  return view;
};

const follow = <V extends FlowSummary>(from: V, frames: readonly TransitionFrame[]): V =>
  frames.reduce((view, frame) => {
    const next = applyTransition(view, frame);
    if (!next) throw new Error(`Frame ${frame.version} does not follow version ${view.version}.`);
    return next;
  }, from);

const tellImported = (file: string): Told => {
  const steps = foldSteps(readCorpus(file), { flow: null, imported: { at: '2026-01-01T00:00:00.000Z' } });
  return {
    frames: steps.map((step) => overTheWire(toTransition({ ...step, position: step.event.position }))),
    flows: steps.map(({ after }) => after),
  };
};

const expectSameAsFolded = (told: Told) => {
  let view = firstOf(told);
  for (const [index, flow] of told.flows.entries()) {
    view = follow(view, told.frames.slice(index, index + 1));
    expect(view).toEqual(overTheWire(toFlowView(flow)));
    expect(Object.keys(view)).toEqual(Object.keys(toFlowView(flow)));
  }
};

const walkEvents = arbitraryWalk.map((walk) => walk.map(({ event }) => event));

describe('frames put on a view', () => {
  test.each(corpusFiles())('give at every version the view of the folded log: %s', (file) => {
    const events = readCorpus(file).map((stored) => parseRecord(stored));
    expectSameAsFolded(tell(events.filter((event) => event !== null)));
  });

  test.each(corpusFiles())('give at every version the view of the folded log of an imported flow: %s', (file) => {
    const told = tellImported(file);
    expect(firstOf(told)).toMatchObject({ imported: { at: '2026-01-01T00:00:00.000Z' } });
    expectSameAsFolded(told);
  });

  test('give at every version the view of the folded log, of any flow', () => {
    fc.assert(
      fc.property(walkEvents, (events) => expectSameAsFolded(tell(events))),
      { numRuns: 500 },
    );
  });

  test('give the same from any version on, also when some are told again', () => {
    fc.assert(
      fc.property(walkEvents, fc.nat(), fc.nat(), (events, some, more) => {
        const told = tell(events);
        const from = some % events.length;
        const again = more % (from + 1);
        const last = told.flows.at(-1);
        const start = told.flows[from];
        if (!start || !last) throw new Error('A flow has at least one version.');
        const summary = follow(overTheWire(toFlowSummary(start)), told.frames.slice(again));
        expect(summary).toEqual(overTheWire(toFlowSummary(last)));
      }),
      { numRuns: 500 },
    );
  });

  test('keep what they do not change, so that nothing of it is drawn again', () => {
    const before = playUntil(foldFacts([started(fullPlan)]), 'completeFlow');
    const view = toFlowView(before);
    const after = applyTransition(view, frameOf(before, { type: 'flow.completed', data: { outcome: 'complete' } }));
    expect(after).toMatchObject({ version: view.version + 1, state: 'done', outcome: 'complete' });
    for (const key of ['items', 'notices', 'plan'] as const) expect(after?.[key]).toBe(view[key]);
  });

  test('carry the notices and the plan of a retry with an edit', () => {
    const before = playOut(foldFacts([started(fullPlan)]), (effect) =>
      effect.type === 'writeModel' ? [failedAs('model.failed', effect.params)] : undefined,
    );
    const view = toFlowView(before);
    const after = applyTransition(view, frameOf(before, retried('model', 2, { provider: 'p', model: 'm' })));
    expect(view.notices).toEqual([{ item: 'model', ...notice }]);
    expect(after).toMatchObject({ outcome: null, endedAt: null, notices: [], plan: { model: { provider: 'p' } } });
  });
});

describe('a frame that does not follow', () => {
  const first = foldFacts([started(fullPlan)]);
  const { frames } = tell([
    toEvent(null, started(fullPlan)),
    toEvent(first, identityCreated({ item: 'identity', attempt: 1 })),
  ]);
  const second = frames[1];
  if (!second) throw new Error('The second event makes no frame.');

  test('is told as null when one before it is missing', () => {
    expect(applyTransition({ ...toFlowSummary(first), version: 0 }, second)).toBeNull();
  });

  test("changes nothing when the view knows it already or it is another flow's", () => {
    const view = follow(toFlowSummary(first), [second]);
    expect(applyTransition(view, second)).toBe(view);
    const other = { ...toFlowSummary(first), id: 'flw_2' };
    expect(applyTransition(other, second)).toBe(other);
  });

  test('makes no first view unless it is the first', () => {
    expect(toFirstView(second)).toBeNull();
  });
});

const frameOf = (before: Flow, fact: Fact): TransitionFrame => {
  const event = toEvent(before, fact);
  return toTransition({ before, after: foldFacts([fact], before), event, position: event.version });
};
