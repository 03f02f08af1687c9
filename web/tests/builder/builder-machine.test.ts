import { describe, expect, it } from 'vitest';
import { createActor, waitFor } from 'xstate';
import { ApiProblem } from '../../src/api/api-problem.ts';
import { builderMachine, type CreateFlow, toCreateActor } from '../../src/builder/builder-machine.ts';
import { emptyDraft } from '../../src/builder/draft.ts';

const start = (create: CreateFlow) => {
  const machine = builderMachine.provide({ actors: { create: toCreateActor(create) } });
  const draft = { ...emptyDraft, identity: { ...emptyDraft.identity, name: 'scout' } };
  return createActor(machine, {
    input: { draft, secrets: {}, given: [], furthest: 'identity', key: 'key-1', isUnanswered: false },
  }).start();
};
const never: CreateFlow = () => new Promise(() => {});
const isEditing = (snapshot: { value: unknown }) => snapshot.value === 'editing';

describe('the builder', () => {
  it('sends the plan of the draft with the key of its content, once', async () => {
    const sent: unknown[] = [];
    const actor = start(async (input) => {
      sent.push(input);
      return 'flw_1';
    });
    actor.send({ type: 'create' });
    actor.send({ type: 'create' });
    const { context } = await waitFor(actor, ({ status }) => status === 'done');
    expect(context.flow).toBe('flw_1');
    expect(sent).toEqual([{ plan: expect.objectContaining({ name: 'scout' }), key: 'key-1' }]);
  });

  it('keeps draft and key when there is no answer, so that trying again is the same create', async () => {
    const actor = start(() => Promise.reject(new Error('no answer')));
    const before = actor.getSnapshot().context;
    actor.send({ type: 'create' });
    const { context } = await waitFor(actor, isEditing);
    expect(context).toEqual({ ...before, refusal: new Error('no answer'), isUnanswered: true });
  });

  it('knows that a refused draft has become no profile', async () => {
    const problem = new ApiProblem({ title: 'Taken', status: 409, detail: 'Taken.', code: 'profile/exists' });
    const actor = start(() => Promise.reject(problem));
    actor.send({ type: 'create' });
    const { context } = await waitFor(actor, isEditing);
    expect(context).toMatchObject({ refusal: problem, isUnanswered: false });
  });

  it('takes another key with every change, and forgets the refusal', async () => {
    const actor = start(() => Promise.reject(new Error('refused')));
    actor.send({ type: 'create' });
    await waitFor(actor, isEditing);
    actor.send({ type: 'changed', part: { env: ['KEY'] }, key: 'key-2' });
    expect(actor.getSnapshot().context).toMatchObject({ key: 'key-2', refusal: null, isUnanswered: false });
    actor.send({ type: 'secret.set', slot: 'env.KEY', value: 'planted', key: 'key-3' });
    expect(actor.getSnapshot().context).toMatchObject({ key: 'key-3', secrets: { 'env.KEY': 'planted' } });
  });

  it('takes no change while the plan is on its way', () => {
    const actor = start(never);
    actor.send({ type: 'create' });
    actor.send({ type: 'changed', part: { env: ['KEY'] }, key: 'key-2' });
    expect(actor.getSnapshot().context).toMatchObject({ key: 'key-1', draft: { env: [] } });
  });

  it('remembers which secrets were given, and forgets one that is emptied', () => {
    const actor = start(never);
    actor.send({ type: 'secret.set', slot: 'env.A', value: 'planted', key: 'key-2' });
    expect(actor.getSnapshot().context.given).toEqual(['env.A']);
    actor.send({ type: 'secret.set', slot: 'env.A', value: '', key: 'key-3' });
    expect(actor.getSnapshot().context).toMatchObject({ secrets: {}, given: [] });
  });

  it('remembers the furthest step, and where something was missing', () => {
    const actor = start(never);
    actor.send({ type: 'step.entered', step: 'skills' });
    actor.send({ type: 'step.entered', step: 'model' });
    actor.send({ type: 'step.refused', step: 'model' });
    expect(actor.getSnapshot().context).toMatchObject({ furthest: 'skills', checked: ['model'] });
  });
});
