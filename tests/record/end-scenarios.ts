import { planEditSchema } from '../../src/machines/flow/plan.ts';
import { isRefused } from '../../src/app/refusal.ts';
import { diskFull, files, model, rested, retried, type Scenario } from './making.ts';
import type { Held } from './studio.ts';

const stateOf = {
  createIdentity: 'identity',
  writeModel: 'model',
  writeMcp: 'mcp',
  applySkills: 'skills',
  spawn: 'spawned',
  stop: 'installing',
} as const;

/** Cancels the flow while something it asks for is held. */
const cancelledIn =
  (held: Held, plan: object): Scenario =>
  async (studio, name) => {
    const release = studio.hold(held);
    const id = await studio.start({ name, ...plan });
    await studio.inState(id, stateOf[held]);
    await studio.cancel(id);
    release();
    await studio.rest(id);
    return id;
  };

const discarded =
  (make: Scenario): Scenario =>
  async (studio, name) => {
    const id = await make(studio, name);
    await studio.discard(id);
    return id;
  };

const everything = { model, mcpServers: [files], env: { KEY: 'of-the-corpus' }, hubSkills: ['hangs/one', 'works/two'] };

/** How flows end, other than by themselves. */
export const endScenarios: Readonly<Record<string, Scenario>> = {
  'install-cancelled': async (studio, name) => {
    const id = await studio.start({ name, hubSkills: ['hangs/one', 'works/two'] });
    await studio.item(id, 'install:hangs/one', 'running');
    await studio.cancel(id, 'install:hangs/one');
    await studio.rest(id);
    return id;
  },
  'install-cancelled-in-queue': async (studio, name) => {
    const id = await studio.start({ name, hubSkills: ['brief/one', 'hangs/two'] });
    await studio.item(id, 'install:hangs/two', 'queued');
    await studio.cancel(id, 'install:hangs/two');
    await studio.rest(id);
    return id;
  },
  'install-quicker-than-cancel': async (studio, name) => {
    const release = studio.hold('stop');
    const id = await studio.start({ name, hubSkills: ['brief/one'] });
    await studio.item(id, 'install:brief/one', 'running');
    await studio.cancel(id, 'install:brief/one');
    await studio.runEnded(id, 'install:brief/one');
    release();
    await studio.rest(id);
    return id;
  },
  'cancelled-in-identity': cancelledIn('createIdentity', everything),
  'cancelled-in-model': cancelledIn('writeModel', everything),
  'cancelled-in-mcp': cancelledIn('writeMcp', everything),
  'cancelled-in-skills': cancelledIn('applySkills', everything),
  'cancelled-in-spawned': cancelledIn('spawn', everything),
  'cancelled-in-installing': async (studio, name) => {
    const id = await studio.start({ name, ...everything });
    await studio.item(id, 'install:hangs/one', 'running');
    await studio.cancel(id);
    await studio.rest(id);
    return id;
  },
  'cancelled-after-one': async (studio, name) => {
    const id = await studio.start({ name, hubSkills: ['works/one', 'hangs/two'] });
    await studio.item(id, 'install:hangs/two', 'running');
    await studio.cancel(id);
    await studio.rest(id);
    return id;
  },
  'cancelled-and-discarded': discarded(cancelledIn('writeMcp', everything)),
  'cancelled-as-it-failed': async (studio, name) => {
    const release = studio.hold('createIdentity');
    const id = await studio.start({ name });
    await studio.cancel(id);
    studio.failOnce('createIdentity', { ...diskFull, code: 'identity/no-space', nextAction: 'create-again' });
    release();
    await studio.rest(id);
    return id;
  },
  'discarded-complete': discarded(rested({ model, mcpServers: [files] })),
  'discarded-with-problems': discarded(rested({ mcpServers: [{ name: 'docs' }] })),
  'discarded-after-retries': discarded(
    retried({ hubSkills: ['fails/one'] }, ['install:fails/one'], ['install:fails/one', 'works/one']),
  ),
  'rejected-no-space': async (studio, name) => {
    studio.failOnce('createIdentity', { ...diskFull, code: 'identity/no-space', nextAction: 'create-again' });
    return rested(everything)(studio, name);
  },
  'retried-all': async (studio, name) => {
    const id = await rested({ mcpServers: [{ name: 'a' }], hubSkills: ['fails/one', 'fails/two'] })(studio, name);
    const answer = await studio.engine.retry(id, { all: true });
    if (isRefused(answer)) throw new Error(answer.refusal.message);
    await studio.rest(id);
    return id;
  },
  'retried-while-installing': async (studio, name) => {
    const id = await studio.start({ name, mcpServers: [{ name: 'docs' }], hubSkills: ['brief/one'] });
    await studio.item(id, 'install:brief/one', 'running');
    await studio.retry(id, 'mcp:docs', { name: 'docs', url: 'https://docs.example.test/mcp' });
    await studio.rest(id);
    return id;
  },
  'retried-then-cancelled': async (studio, name) => {
    const id = await rested({ hubSkills: ['fails/one'] })(studio, name);
    await studio.retry(id, 'install:fails/one', 'hangs/one');
    await studio.item(id, 'install:fails/one', 'running');
    await studio.cancel(id);
    await studio.rest(id);
    return id;
  },
  forked: async (studio, name) => {
    const original = await rested({ model })(studio, `${name}-from`);
    const plan = planEditSchema.parse({ name, mcpServers: [files] });
    const answer = await studio.engine.runFork(original, { at: 3, plan });
    if (isRefused(answer)) throw new Error(answer.refusal.message);
    await studio.rest(answer.view.id);
    return answer.view.id;
  },
};
