/** What every effect about an item knows. */
export type ItemParams = Readonly<{ item: string; attempt: number }>;
/** `run` is the key of the effect that started the install; null when it never was. */
export type RunParams = ItemParams & Readonly<{ run: string }>;
export type StopParams = ItemParams & Readonly<{ run: string | null }>;

/** What a flow can ask of the world, by name. */
export type EffectParams = {
  createIdentity: ItemParams;
  writeAlias: ItemParams;
  writeEnv: ItemParams;
  writeModel: ItemParams;
  writeMcp: ItemParams;
  applySkills: ItemParams;
  enableSkill: ItemParams;
  spawnInstall: ItemParams;
  awaitInstallStart: RunParams;
  awaitInstallEnd: RunParams;
  stopInstall: StopParams;
  completeFlow: Readonly<{ outcome: 'complete' | 'with-problems' }>;
  cancelFlow: Readonly<Record<never, never>>;
};
export type EffectType = keyof EffectParams;

/** An effect as the machine names it, before it has a key. */
export type EffectRequest = { [T in EffectType]: Readonly<{ type: T; params: EffectParams[T] }> }[EffectType];
/** Takes back the owed effects of an item (or of the flow's closing): they will not be answered. */
export type Withdrawal = Readonly<{ type: 'withdraw'; params: Readonly<{ item: string } | { closing: true }> }>;

/** An effect that is owed. `key` = `<version of the record that caused it>.<index>`, stable for ever. */
export type Effect = EffectRequest & Readonly<{ key: string }>;
export type EffectOf<T extends EffectType> = Extract<Effect, { type: T }>;

const named =
  <P>() =>
  (_: unknown, _params: P): void => {};

/** The names as machine actions: they carry no implementation, `transition()` hands them out as data. */
export const effectActions = {
  createIdentity: named<ItemParams>(),
  writeAlias: named<ItemParams>(),
  writeEnv: named<ItemParams>(),
  writeModel: named<ItemParams>(),
  writeMcp: named<ItemParams>(),
  applySkills: named<ItemParams>(),
  enableSkill: named<ItemParams>(),
  spawnInstall: named<ItemParams>(),
  awaitInstallStart: named<RunParams>(),
  awaitInstallEnd: named<RunParams>(),
  stopInstall: named<StopParams>(),
  completeFlow: named<EffectParams['completeFlow']>(),
  cancelFlow: named<EffectParams['cancelFlow']>(),
  withdraw: named<Withdrawal['params']>(),
};

export const isEffectType = (type: string): type is EffectType =>
  type !== 'withdraw' && Object.hasOwn(effectActions, type);

/** Whether an owed effect is one the withdrawal takes back. */
export const isWithdrawn = (effect: Effect, { params }: Withdrawal): boolean =>
  'closing' in params ? effect.type === 'completeFlow' : 'item' in effect.params && effect.params.item === params.item;
