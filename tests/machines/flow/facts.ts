import type { Notice, Problem } from '../../../src/machines/flow/codes.ts';
import type { Effect } from '../../../src/machines/flow/effects.ts';
import type { Fact, FactOf } from '../../../src/machines/flow/events.ts';
import { type Plan, planSchema } from '../../../src/machines/flow/plan.ts';

/** Facts for tests, with the data a fair world would send. */

export const problem: Problem = { code: 'internal/unexpected', message: 'It did not work.', nextAction: 'retry' };

export const notice: Notice = { code: 'model/no-api-key', message: 'It has no key.' };

export const planOf = (part: Record<string, unknown> = {}): Plan => planSchema.parse({ name: 'coder', ...part });

export const fullPlan = planOf({
  env: { TOKEN: { secret: 'env.TOKEN' } },
  model: { provider: 'openrouter', model: 'hermes' },
  mcpServers: [
    { name: 'fs', command: 'npx' },
    { name: 'web', url: 'https://example.test' },
  ],
  skills: { keep: ['one'], optional: ['two'] },
  hubSkills: ['a/b/c', 'file:///x'],
});

export const started = (plan: Plan = planOf()): FactOf<'flow.started'> => ({
  type: 'flow.started',
  data: { definition: 'profile-create@1', flow: 'flw_1', profile: plan.name, plan },
});

export const retried = (item: string, attempt = 2, edit?: unknown): FactOf<'item.retried'> => ({
  type: 'item.retried',
  data: { item, attempt, ...(edit === undefined ? {} : { edit }) },
});

export const cancelRequested = (item?: string): FactOf<'flow.cancel-requested'> => ({
  type: 'flow.cancel-requested',
  data: item === undefined ? {} : { item },
});

export const discarded: Fact = { type: 'flow.discarded', data: { outcome: 'discarded' } };

type About = Readonly<{ item: string; attempt: number }>;

export const identityCreated = (about: About): Fact => ({
  type: 'identity.created',
  data: { ...about, wrote: {}, path: '/p/coder' },
});
export const applied = (about: About): Fact => ({
  type: 'skills.applied',
  data: { ...about, wrote: {}, seeded: [], disabled: [], added: [] },
});
export const skillFailed = (name: string, about: About = { item: `skill:${name}`, attempt: 1 }): Fact => ({
  type: 'skill.failed',
  data: { ...about, name, problem },
});
export const queued = (about: About): Fact => ({ type: 'install.queued', data: { ...about, pid: 7 } });
export const installStarted = (about: About): Fact => ({ type: 'install.started', data: { ...about, pid: 8 } });
export const installed = (about: About): Fact => ({
  type: 'install.succeeded',
  data: { ...about, wrote: { 'skills/x/': 'd1' }, name: 'x', path: 'skills/x' },
});

type Failing =
  | 'identity.rejected'
  | 'env.failed'
  | 'model.failed'
  | 'mcp.failed'
  | 'skills.failed'
  | `install.${'failed' | 'timed-out' | 'cancelled'}`;
export const failedAs = (type: Failing, about: About): Fact => ({
  type,
  data: { ...about, problem, notices: [notice] },
});
type Writing = 'env.written' | 'model.written' | 'mcp.written';
export const writtenAs = (type: Writing, about: About): Fact => ({
  type,
  data: { ...about, wrote: { 'config.yaml': 'd0' } },
});
export const skippedAs = (type: 'alias.skipped' | 'model.skipped', about: About): Fact => ({
  type,
  data: { ...about, notices: [notice] },
});

const runEnds = (about: About): readonly (readonly Fact[])[] => [
  [installed(about)],
  [failedAs('install.failed', about)],
  [failedAs('install.timed-out', about)],
  [failedAs('install.cancelled', about)],
];

/** Every way a fair world can answer an effect, success first; an answer is one or more facts. */
export const answersOf = ({ type, params }: Effect): readonly (readonly Fact[])[] => {
  if (type === 'completeFlow') return [[{ type: 'flow.completed', data: params }]];
  if (type === 'cancelFlow') return [[{ type: 'flow.cancelled', data: { outcome: 'cancelled' } }]];
  const about = { item: params.item, attempt: params.attempt };
  switch (type) {
    case 'createIdentity':
      return [[identityCreated(about)], [failedAs('identity.rejected', about)]];
    case 'writeAlias':
      return [[{ type: 'alias.written', data: { ...about, path: '/bin/coder' } }], [skippedAs('alias.skipped', about)]];
    case 'writeEnv':
      return [[writtenAs('env.written', about)], [failedAs('env.failed', about)]];
    case 'writeModel':
      return [
        [writtenAs('model.written', about)],
        [failedAs('model.failed', about)],
        [skippedAs('model.skipped', about)],
      ];
    case 'writeMcp':
      return [[writtenAs('mcp.written', about)], [failedAs('mcp.failed', about)]];
    case 'applySkills':
      return [
        [applied(about)],
        [failedAs('skills.failed', about)],
        [skillFailed('one'), applied(about)],
        [skillFailed('one'), skillFailed('two'), applied(about)],
      ];
    case 'enableSkill':
      return [[applied(about)], [skillFailed('one', about)]];
    case 'spawnInstall':
      return [[queued(about)], [failedAs('install.failed', about)]];
    case 'awaitInstallStart':
      return [[installStarted(about)], ...runEnds(about)];
    case 'awaitInstallEnd':
      return runEnds(about);
    case 'stopInstall':
      return params.run === null ? [[failedAs('install.cancelled', about)]] : runEnds(about);
  }
};
