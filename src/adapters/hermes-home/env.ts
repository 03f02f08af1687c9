import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Notice } from '../../machines/flow/codes.ts';
import type { Change, ProfileRef } from '../../machines/ports/profile-home.ts';
import type { Wrote } from '../../machines/ports/result.ts';
import { absent } from '../files/errno.ts';
import { replaceFile } from '../files/replace-file.ts';
import { nothingChanged, writeClaimed } from './claimed.ts';
import { digestFile } from './digest-tree.ts';
import { isEnvKey, isRefusedEnvKey, setInDotEnv, toEnvValue } from './dot-env.ts';
import { Refused, problem } from './file-fault.ts';
import type { Home } from './home.ts';
import { createNoteWrite, type NoteWrite } from './own-writes.ts';

type Env = Readonly<Record<string, string>>;

/** Sets variables of a profile's `.env`, all or none. */
export const writeEnv = async (home: Home, ref: ProfileRef, env: Env): Promise<Change> =>
  await writeClaimed(home, ref, { code: 'env/write-failed', attempted: 'Writing .env' }, async (profile) => {
    const { wrote, notices } = await setEnv({ ...home, noteWrite: createNoteWrite(home, ref.flow) }, profile, env);
    return { wrote, notices };
  });

/** Sets variables in the `.env` below a directory; `undo` puts back what was there before. */
export const setEnv = async (home: EnvWriter, profile: string, env: Env): Promise<EnvChange> => {
  for (const key of Object.keys(env)) refuseKey(key);
  if (Object.keys(env).length === 0) return { ...nothingChanged, undo: async () => {} };
  const path = join(profile, '.env');
  const bytes = (await readFile(path).catch(absent)) ?? new Uint8Array();
  const before = Buffer.from(bytes).toString('utf8');
  const values = Object.entries(env).map(([key, value]) => ({ key, ...toEnvValue(value) }));
  const after = setInDotEnv(before, Object.fromEntries(values.map(({ key, text }) => [key, text])));
  if (after !== before) await home.noteWrite?.('.env', bytes, after);
  if (after !== before) await replaceFile(path, after);
  return {
    wrote: { '.env': await digestFile(path, home.digest) },
    notices: values.filter(({ changed }) => changed).map(({ key }) => changedNotice(key)),
    undo: async () => (after === before ? undefined : await replaceFile(path, before)),
  };
};

/** What writing `.env` needs; `noteWrite` only where a flow does it. */
export type EnvWriter = Pick<Home, 'digest'> & Readonly<{ noteWrite?: NoteWrite }>;

export type EnvChange = Readonly<{ wrote: Wrote; notices: readonly Notice[]; undo(): Promise<void> }>;

const refuseKey = (key: string) => {
  if (!isEnvKey(key))
    throw new Refused(
      problem(
        'env/invalid-name',
        `"${key}" cannot name a variable. Use letters, digits and "_", not starting with a digit.`,
        'edit-and-retry',
      ),
    );
  if (isRefusedEnvKey(key))
    throw new Refused(
      problem(
        'env/refused-name',
        `Hermes refuses "${key}" in .env: it decides how programs start. Remove it.`,
        'edit-and-retry',
      ),
    );
};

const changedNotice = (key: string): Notice => ({
  code: 'env/value-changed',
  message: `The value of ${key} had line breaks or characters beyond ASCII, which .env cannot hold; they were left out.`,
});
