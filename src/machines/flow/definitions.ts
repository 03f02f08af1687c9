import { profileCreate1 } from './machine.ts';

export type Definition = typeof profileCreate1;

/** Every definition that ever wrote a flow, by the name its first record carries. Old ones stay. */
export const definitions: Readonly<Record<string, Definition>> = { 'profile-create@1': profileCreate1 };

/** The definition of that name; `null` when none here ever had it. */
export const findDefinition = (name: string): Definition | null =>
  Object.hasOwn(definitions, name) ? (definitions[name] ?? null) : null;

/** The definition new flows are started with. */
export const currentDefinition = 'profile-create@1';
