/** What an identifier of a hub skill names. `skill` selects one by name where a repository holds several. */
export type Identifier =
  | Readonly<{ kind: 'git'; url: string; ref: string | null; path: string | null; skill: string | null }>
  | Readonly<{ kind: 'folder'; path: string }>
  | Readonly<{ kind: 'github'; owner: string; repo: string; path: string | null; skill: string | null }>
  | Readonly<{ kind: 'official' }>
  | Readonly<{ kind: 'hub' }>
  | Readonly<{ kind: 'invalid'; reason: string }>;

const MAX_LENGTH = 2048;
const HUB_PREFIX = /^(skills-sh|skills\.sh|skils-sh|skils\.sh|clawhub|lobehub|browse-sh)\//;
const SEGMENT = /^[\p{L}\p{N}_.+ -]+$/u;
const OWNER = /^[A-Za-z0-9][A-Za-z0-9-]*$/;
const REPO = /^[A-Za-z0-9_.][A-Za-z0-9_.-]*$/;
const SHORT_NAME = /^[\p{L}\p{N}][\p{L}\p{N}_.-]*$/u;
const TREE_URL = /^(https:\/\/(?:github\.com|gitlab\.com)\/[^#?]+?)\/(?:-\/)?tree\/([^/#?]+)(?:\/([^#?]+?))?\/?$/;
const HOSTED_REPO = /^https:\/\/(?:github\.com|gitlab\.com)\/[^/#?]+\/[^/#?]+?\/?$/;
const GIT_URL = /^(?:file:\/\/\/.+|(?:ssh|git):\/\/[^-].*|git@[^-:/][^:]*:.+|https?:\/\/[^?]+\.git\/?)$/;

/**
 * Reads an identifier without touching the world. Git URLs take `#ref`, `#@skill` or `#ref@skill`; `owner/repo@skill`
 * selects too. What starts with `-` or carries control characters is invalid: it must never reach a command line.
 */
export const parseIdentifier = (raw: string): Identifier => {
  const text = raw.trim();
  const reason = findFault(text);
  if (reason !== null) return { kind: 'invalid', reason };
  if (text.startsWith('/')) return { kind: 'folder', path: normalise(text) };
  return parseGit(text) ?? parseNamed(text) ?? { kind: 'invalid', reason: 'it is in none of the known forms' };
};

const findFault = (text: string): string | null => {
  if (text === '') return 'it is blank';
  if (text.length > MAX_LENGTH) return `it is longer than ${MAX_LENGTH} characters`;
  if (text.startsWith('-')) return 'it starts with a dash';
  if (/\p{Cc}/u.test(text)) return 'it contains control characters';
  if (/^(\.{1,2}|~)(\/|$)/.test(text)) return 'a folder needs its absolute path';
  return null;
};

/** An absolute path without `.`, `..` and doubled slashes. */
const normalise = (path: string): string => {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  const isOpen = parts.length > 0 && path.endsWith('/');
  return `/${parts.join('/')}${isOpen ? '/' : ''}`;
};

const parseGit = (text: string): Identifier | null => {
  const { source, ref, skill } = splitFragment(text);
  if (!isPlain(ref) || !isPlain(skill)) return { kind: 'invalid', reason: 'its branch or skill starts with a dash' };
  const tree = TREE_URL.exec(source);
  if (tree?.[1] !== undefined) {
    const path = tree[3] ?? null;
    if (!isPlain(tree[2] ?? null)) return { kind: 'invalid', reason: 'its branch starts with a dash' };
    if (path !== null && !isPath(path)) {
      return { kind: 'invalid', reason: 'its path leaves the repository or starts with a dash' };
    }
    return { kind: 'git', url: `${tree[1]}.git`, ref: tree[2] ?? ref, path, skill };
  }
  if (!GIT_URL.test(source) && !HOSTED_REPO.test(source)) return null;
  return { kind: 'git', url: source, ref, path: null, skill };
};

const parseNamed = (text: string): Identifier | null => {
  if (/^(https?:\/\/|well-known:https?:\/\/)[^-\s]\S*$/.test(text)) return { kind: 'hub' };
  const segments = text.split('/');
  if (text.startsWith('official/')) return isPath(text) ? { kind: 'official' } : null;
  if (HUB_PREFIX.test(text)) return isPath(text.replaceAll('@', '')) ? { kind: 'hub' } : null;
  if (segments.length === 1) return SHORT_NAME.test(text) ? { kind: 'hub' } : null;
  return parseGithub(segments);
};

const parseGithub = ([owner = '', repoAndSkill = '', ...rest]: readonly string[]): Identifier | null => {
  const [repo, skill = null] = rest.length === 0 ? splitOnce(repoAndSkill, '@') : [repoAndSkill];
  const path = rest.length === 0 ? null : rest.join('/');
  if (!OWNER.test(owner) || !REPO.test(repo) || /^\.+$/.test(repo)) return null;
  if (path !== null && !isPath(path)) return null;
  if (skill !== null && !SEGMENT.test(skill)) return null;
  if (!isPlain(skill)) return null;
  return { kind: 'github', owner, repo, path, skill };
};

const splitFragment = (text: string): { source: string; ref: string | null; skill: string | null } => {
  const [source, fragment = ''] = splitOnce(text, '#');
  const [ref, skill] = splitOnce(fragment, '@');
  return { source, ref: ref || null, skill: skill || null };
};

const splitOnce = (text: string, separator: string): [string, string?] => {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + separator.length)];
};

const isPlain = (value: string | null): boolean => value === null || !value.startsWith('-');

const isPath = (path: string): boolean =>
  isPlain(path) && path.split('/').every((segment) => SEGMENT.test(segment) && !/^\.+$/.test(segment));
