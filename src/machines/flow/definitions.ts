import { profileCreate1 } from './machine.ts';

export type Definition = typeof profileCreate1;

/** Every definition that ever wrote a flow, by the name its first record carries. Old ones stay. */
export const definitions: Readonly<Record<string, Definition>> = { 'profile-create@1': profileCreate1 };

/** The definition new flows are started with. */
export const currentDefinition = 'profile-create@1';
