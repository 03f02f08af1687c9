import type { ProfileTree } from './profile-tree.ts';

/** Where a tree of ours may differ from one Hermes 0.19 made, and what of it must be equal all the same. */
export type Allowed = Readonly<{ path: string; why: string; remains: (entry: string) => string }>;

export const allowedDifferences: readonly Allowed[] = [
  {
    path: '.env',
    why: 'the comments are our own words, of the same length',
    remains: (entry) => (isOnlyComments(entry) ? shapeOf(entry) : entry),
  },
  { path: 'SOUL.md', why: 'the persona is our own words, of the same length', remains: persona },
  { path: '.no-bundled-skills', why: 'the note is our own words; only its being there counts', remains: lineCount },
  { path: 'profile.yaml', why: '0.19 makes it 0644, 0.20 makes it 0600', remains: withoutMode },
];

/** A tree with what is allowed to differ taken out of it. */
export const withoutAllowed = (tree: ProfileTree, allowed: readonly Allowed[] = allowedDifferences): ProfileTree =>
  Object.fromEntries(
    Object.entries(tree).map(([path, entry]) => [
      path,
      allowed.filter((each) => each.path === path).reduce((rest, { remains }) => remains(rest), entry),
    ]),
  );

const isOnlyComments = (entry: string) => contentOf(entry).every((line) => line === '' || line.startsWith('#'));

function persona(entry: string): string {
  return contentOf(entry).length === 1 && entry.includes('You are Hermes Agent, ') ? shapeOf(entry) : entry;
}

function lineCount(entry: string): string {
  return `${headOf(entry)} ${contentOf(entry).length} lines`;
}

function withoutMode(entry: string): string {
  return entry.replace(/^file \d+/, 'file');
}

const shapeOf = (entry: string) =>
  `${headOf(entry)} ${contentOf(entry).length} lines ${contentOf(entry).join('\n').length} characters`;
const headOf = (entry: string) => entry.split('\n', 1)[0] ?? '';
const contentOf = (entry: string) => entry.split('\n').slice(1);
