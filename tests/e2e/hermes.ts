import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { HermesCreated } from '../../src/http/hermes-created.ts';
import type { FlowView } from '../../src/machines/flow/view.ts';
import type { Scratch, Server } from './server.ts';

export type Created = HermesCreated & Readonly<{ flow: FlowView; links: FlowView['links'] }>;

/** Where a profile is on the scratch machine. */
export const inProfile = ({ hermes }: Scratch, name: string, path = ''): string => join(hermes, 'profiles', name, path);

export const readProfileFile = (scratch: Scratch, name: string, path: string): Promise<string> =>
  readFile(inProfile(scratch, name, path), 'utf8');

/** Creates as Hermes' dashboard does, and expects it to be answered. */
export const createAsHermes = async (server: Server, body: object): Promise<Created> => {
  const response = await server.post('/api/profiles', body);
  const text = await response.text();
  expect([response.status, text]).toEqual([200, expect.any(String)]);
  expect(response.headers.get('content-type')).toMatch(/^application\/json/);
  return JSON.parse(text) as Created;
};

/** Creates as Hermes' dashboard does, and expects a refusal that leaves the disk as it was. */
export const refuseAsHermes = async (server: Server, { hermes, homedir }: Scratch, body: unknown) => {
  const look = () => Promise.all([hermes, homedir].map((directory) => readdir(directory, { recursive: true })));
  const before = await look();
  const response = await server.post('/api/profiles', body);
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  expect(await look()).toEqual(before);
  return { status: response.status, problem: (await response.json()) as { code: string; detail: unknown } };
};
