import { readFile, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { noticeSchema } from '../../machines/flow/codes.ts';
import { makePrivateDirectory, syncDirectory } from '../files/directories.ts';
import { absent } from '../files/errno.ts';
import { replaceFile } from '../files/replace-file.ts';
import { directoryIdentitySchema } from '../files/directory-identity.ts';

/** What a flow says about its profile before it touches the disk: proof, after a crash, of whose directory it is. */
export const claimSchema = z.object({
  flow: z.string(),
  profile: z.string(),
  /** When the create began; for people who look into a claim. */
  at: z.string(),
  /** Directories the create had to make before it could begin (`profiles/`, the root), innermost first. */
  parents: z.array(z.string()),
  /** Nothing is seeded into a clone. */
  cloned: z.boolean(),
  /** The finished directory and the answer it was made for; null while it is being built. */
  made: z
    .object({
      directory: directoryIdentitySchema,
      wrote: z.record(z.string(), z.string().nullable()),
      notices: z.array(noticeSchema),
    })
    .nullable(),
  /** Of each file the flow may write again: digests of what it left there, or was about to leave when it last wrote. */
  left: z.record(z.string(), z.array(z.string())).default({}),
  /** Those of them in which it then found something else. */
  touched: z.array(z.string()).default([]),
  /** What the deny-list held before this flow touched it; null until then. */
  disabledBefore: z.array(z.string()).nullable(),
  /** Wrapper this flow wrote or was about to write. */
  alias: z.string().nullable(),
});
export type Claim = z.infer<typeof claimSchema>;

/** The claims of one data directory: at most one per flow. */
export type Claims = Readonly<{
  read(flow: string): Promise<Claim | null>;
  write(claim: Claim): Promise<void>;
  /** Changes a claim as it is now; does nothing when there is none. Not for two at once. */
  update(flow: string, change: (claim: Claim) => Claim): Promise<void>;
  remove(flow: string): Promise<void>;
  list(): Promise<readonly Claim[]>;
  /** Removes what writes left that a crash cut short; only while nobody writes. */
  removeHalfWritten(): Promise<void>;
}>;

/** Claims as files `<dataDir>/claims/<flow>.json`, durable when a call resolves. */
export const createClaims = (dataDir: string): Claims => {
  const directory = join(dataDir, 'claims');
  const fileOf = (flow: string) => join(directory, `${flow}.json`);
  const read = async (flow: string) => parseClaim(await readFile(fileOf(flow), 'utf8').catch(absent));
  const write = async (claim: Claim) => {
    await makePrivateDirectory(directory);
    await replaceFile(fileOf(claim.flow), `${JSON.stringify(claim)}\n`);
  };
  return {
    read,
    write,
    update: async (flow, change) => {
      const claim = await read(flow);
      if (claim !== null) await write(change(claim));
    },
    remove: async (flow) => {
      await rm(fileOf(flow), { force: true });
      await syncDirectory(directory).catch(absent);
    },
    removeHalfWritten: async () => {
      const names = (await readdir(directory).catch(absent)) ?? [];
      for (const name of names.filter((each) => each.endsWith('.tmp')))
        await rm(join(directory, name), { force: true });
    },
    list: async () => {
      const names = (await readdir(directory).catch(absent)) ?? [];
      const flows = names.filter((name) => /^[^.].*\.json$/.test(name)).map((name) => name.slice(0, -'.json'.length));
      const claims = await Promise.all(flows.map(read));
      return claims.filter((claim) => claim !== null);
    },
  };
};

/** A claim that cannot be read proves nothing, so it counts as none. */
const parseClaim = (text: string | null): Claim | null => {
  if (text === null) return null;
  try {
    return claimSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
};
