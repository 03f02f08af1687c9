import type { Problem } from '../machines/flow/codes.ts';
import type { Effect, EffectOf, EffectType } from '../machines/flow/effects.ts';
import type { Fact } from '../machines/flow/events.ts';

/** What settles an effect that a fault of our own kept from being answered, so that no flow waits for ever. */
export const toFailure = <T extends EffectType>(effect: EffectOf<T>): Fact => {
  const fail: (effect: EffectOf<T>) => Fact = failures[effect.type];
  return fail(effect);
};

type Failures = { readonly [T in EffectType]: (effect: EffectOf<T>) => Fact };

const unexpected: Problem = {
  code: 'internal/unexpected',
  message: 'Something went wrong that this program did not expect; its log has the details. Try again.',
  nextAction: 'retry',
};

const about = ({ params }: Extract<Effect, { params: { item: string } }>) => ({
  item: params.item,
  attempt: params.attempt,
  problem: unexpected,
});

const installFailed = (
  effect: EffectOf<'spawnInstall' | 'awaitInstallStart' | 'awaitInstallEnd' | 'stopInstall'>,
): Fact => ({
  type: 'install.failed',
  data: about(effect),
});

const failures: Failures = {
  createIdentity: (effect) => ({
    type: 'identity.rejected',
    data: { ...about(effect), problem: { ...unexpected, nextAction: 'create-again' } },
  }),
  writeAlias: ({ params }) => ({
    type: 'alias.skipped',
    data: { ...params, notices: [{ code: 'alias/write-failed', message: unexpected.message }] },
  }),
  writeEnv: (effect) => ({ type: 'env.failed', data: about(effect) }),
  writeModel: (effect) => ({ type: 'model.failed', data: about(effect) }),
  writeMcp: (effect) => ({ type: 'mcp.failed', data: about(effect) }),
  applySkills: (effect) => ({ type: 'skills.failed', data: about(effect) }),
  enableSkill: (effect) => ({
    type: 'skill.failed',
    data: { ...about(effect), name: effect.params.item.replace(/^skill:/, '') },
  }),
  spawnInstall: installFailed,
  awaitInstallStart: installFailed,
  awaitInstallEnd: installFailed,
  stopInstall: installFailed,
  completeFlow: ({ params }) => ({ type: 'flow.completed', data: params }),
  cancelFlow: () => ({ type: 'flow.cancelled', data: { outcome: 'cancelled' } }),
};
