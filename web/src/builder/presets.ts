/** A way to start: what is kept of the bundle, what is added, and a persona. Only what the catalogs have is taken. */
export type Preset = Readonly<{
  id: 'coding' | 'research' | 'writing' | 'ops';
  /** Categories of the bundle that stay whole. */
  categories: readonly string[];
  /** Skills of the bundle that stay besides. */
  keep: readonly string[];
  optional: readonly string[];
  /** MCP servers of the catalog; none that needs a key. */
  servers: readonly string[];
  soul: string;
}>;

export const presets: readonly Preset[] = [
  {
    id: 'coding',
    categories: ['software-development', 'github'],
    keep: ['hermes-agent', 'claude-code', 'codex', 'opencode', 'architecture-diagram'],
    optional: ['docker-management'],
    servers: ['context7', 'deepwiki', 'playwright'],
    soul: `You are a careful software engineer.

- Read the code around a change before you make it, and follow its conventions.
- Make the smallest change that solves the problem; say what you left out.
- Run the tests that cover what you touched, and show the result.
- When something is unclear, ask before you build on a guess.
`,
  },
  {
    id: 'research',
    categories: ['research'],
    keep: [
      'hermes-agent',
      'ocr-and-documents',
      'pdf',
      'xlsx',
      'youtube-content',
      'obsidian',
      'document-to-action-items',
    ],
    optional: ['duckduckgo-search', 'domain-intel'],
    servers: ['deepwiki', 'sequential-thinking'],
    soul: `You are a researcher.

- Answer with sources: where each fact comes from, and when it was written.
- Tell what is established from what is disputed and what is your own conclusion.
- Look for what speaks against an answer before you give it.
- Start with the result in two sentences; the evidence follows.
`,
  },
  {
    id: 'writing',
    categories: [],
    keep: [
      ...['hermes-agent', 'humanizer', 'grounded-citations', 'research-paper-writing', 'docx', 'pdf', 'powerpoint'],
      ...['google-workspace', 'notion', 'obsidian', 'youtube-content'],
    ],
    optional: ['simple-english', 'one-three-one-rule', 'baoyu-article-illustrator'],
    servers: ['memory'],
    soul: `You are an editor and writer.

- Ask who reads it and what they shall do afterwards, when that is not said.
- Short sentences, plain words, one thought to a paragraph.
- Keep the author's voice: change what is wrong or unclear, and say why.
- Never invent a quotation, a number or a name.
`,
  },
  {
    id: 'ops',
    categories: ['devops'],
    keep: [
      ...['hermes-agent', 'github-auth', 'github-issues', 'github-pr-workflow', 'systematic-debugging'],
      ...['codebase-inspection', 'himalaya', 'xlsx', 'plan'],
    ],
    optional: ['docker-management', 'watchers'],
    servers: ['context7'],
    soul: `You look after running systems.

- Look first, change second: read logs and state before you touch anything.
- Before a command that changes or deletes something, say what it does and how to undo it.
- One change at a time; check its effect before the next.
- Write down what happened: symptom, cause, fix, what is still open.
`,
  },
];
