import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { absent } from '../files/errno.ts';
import type { Claim } from './claim.ts';
import { digestOfContent } from './digest-tree.ts';
import type { Home } from './home.ts';

/** Files of a profile that a flow may write more than once, with others at them in between. */
const sharedFiles = ['config.yaml', '.env'] as const;
export type SharedFile = (typeof sharedFiles)[number];

/** Told of a write just before it: what stands there and what will; a file that is not there counts as empty. */
export type NoteWrite = (file: SharedFile, before: Uint8Array, after: string) => Promise<void>;

/** What a flow leaves in shared files when it makes the profile. */
export const leftAtFirst = ({ digest }: Home, wrote: Readonly<Record<string, string>>): Claim['left'] =>
  Object.fromEntries(sharedFiles.map((file) => [file, [wrote[file] ?? digestOfContent('', digest)]]));

/**
 * Keeps in the claim which shared files hold something this flow did not leave there. Once it has written them again, what
 * others did is in what it wrote, and nobody could tell any more. What cannot be read is not known to be the flow's.
 */
export const noteOthers = async (home: Home, flow: string, profile: string): Promise<void> => {
  for (const file of sharedFiles) {
    const content = await contentOf(join(profile, file));
    await judge(home, flow, { file, found: content && digestOfContent(content, home.digest) });
  }
};

/** Notes writes in the claim of a flow. Before they happen: after a crash either state is known as the flow's. */
export const createNoteWrite =
  (home: Home, flow: string): NoteWrite =>
  async (file, before, after) => {
    const found = digestOfContent(before, home.digest);
    await judge(home, flow, { file, found });
    await home.claims.update(flow, (claim) => ({
      ...claim,
      left: { ...claim.left, [file]: [found, digestOfContent(after, home.digest)] },
    }));
  };

const contentOf = async (path: string): Promise<Uint8Array | null> => {
  try {
    return (await readFile(path).catch(absent)) ?? new Uint8Array();
  } catch {
    return null;
  }
};

const judge = async (home: Home, flow: string, { file, found }: { file: SharedFile; found: string | null }) => {
  const claim = await home.claims.read(flow);
  const left = claim?.left[file];
  // A claim of an earlier version does not know what was left.
  if (left === undefined || claim?.touched.includes(file)) return;
  if (found !== null && left.includes(found)) return;
  await home.claims.update(flow, (now) => ({ ...now, touched: [...now.touched, file] }));
};
