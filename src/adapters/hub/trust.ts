/** How far Hermes trusts a GitHub repository; null = none is known. */
export const trustOf = (repo: string | null): 'trusted' | 'community' =>
  repo !== null && TRUSTED.has(repo) ? 'trusted' : 'community';

/** `owner/repo` of an address of GitHub; null for any other. */
export const repoOf = (url: string): string | null =>
  /^https:\/\/github\.com\/([^/]+\/[^/]+?)(?:\.git)?\/?$/.exec(url)?.[1] ?? null;

/** Hermes' own list (0.19), spelled as there: it compares case and all. */
const TRUSTED: ReadonlySet<string> = new Set([
  'openai/skills',
  'anthropics/skills',
  'huggingface/skills',
  'NVIDIA/skills',
]);
