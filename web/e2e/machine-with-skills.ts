import { join } from 'node:path';
import { writeTree } from '../../tests/contracts/installer.contract.ts';
import { createScratch, type Scratch, type Server, startServer } from '../../tests/e2e/server.ts';
import { test as base } from './fixture.ts';

const text = (name: string, description: string, more = '') =>
  `---\nname: ${name}\ndescription: ${description}\n${more}---\n# ${name}\n\n${description}\n`;

const bundle: Readonly<Record<string, readonly string[]>> = {
  apple: ['apple-notes', 'apple-reminders', 'findmy', 'imessage'],
  'autonomous-ai-agents': ['claude-code', 'codex', 'hermes-agent', 'opencode'],
  creative: ['architecture-diagram', 'ascii-art', 'excalidraw', 'humanizer', 'manim-video', 'songwriting'],
  devops: ['docker-ps', 'kanban-worker', 'webhook-subscriptions'],
  github: ['codebase-inspection', 'github-auth', 'github-code-review', 'github-issues', 'github-pr-workflow'],
  media: ['gif-search', 'spotify', 'youtube-content'],
  'mlops/evaluation-and-observability': ['a-skill-with-a-name-so-long-that-no-column-of-any-width-could-hold-it-whole'],
  productivity: ['google-workspace', 'linear', 'notion', 'ocr-and-documents', 'pdf', 'powerpoint', 'xlsx'],
  research: ['arxiv', 'blogwatcher', 'llm-wiki', 'research-paper-writing'],
  'software-development': [
    'plan',
    'requesting-code-review',
    'spike',
    'systematic-debugging',
    'test-driven-development',
  ],
};

/** Names of the bundled skills. */
export const bundled: readonly string[] = Object.values(bundle).flat();

const describeSkill = (name: string) =>
  name.length > 40
    ? 'It has a description that goes on and on, past what anyone would read in a list, to see that it wraps where it should and does not push the rest of the line off the page.'
    : `Use ${name.replaceAll('-', ' ')} when the task asks for it, and say what came of it.`;

const skillsOf = (shelf: Readonly<Record<string, readonly string[]>>, root: string) =>
  Object.fromEntries(
    Object.entries(shelf).flatMap(([category, names]) =>
      names.map((name) => [`${root}/${category}/${name}/SKILL.md`, text(name, describeSkill(name))]),
    ),
  );

/** Lays out a bundle, optional skills and a folder to search, as a machine with Hermes has them. */
export const makeShelves = async ({ directory }: Scratch) => {
  await writeTree(directory, {
    ...skillsOf(bundle, 'bundle'),
    ...skillsOf(
      { blockchain: ['evm', 'solana'], devops: ['docker-management', 'watchers'], research: ['duckduckgo-search'] },
      'optional',
    ),
    'mine/tools/release-notes/SKILL.md': text(
      'release-notes',
      'Writes release notes from merged pull requests.',
      'metadata: {hermes: {tags: [release, git]}}\n',
    ).concat('\n<script>globalThis.broken = true</script>\n<img src=x onerror="globalThis.broken = true">\n'),
    'mine/tools/release-notes/scripts/collect.sh': 'git log --oneline\n',
    'mine/tools/release-checks/SKILL.md': text('release-checks', 'Checks a release before it goes out.'),
  });
  return {
    env: {
      HERMES_BUNDLED_SKILLS: join(directory, 'bundle'),
      HERMES_OPTIONAL_SKILLS: join(directory, 'optional'),
    },
    folder: join(directory, 'mine'),
  };
};

type Machine = Readonly<{ scratch: Scratch; server: Server }>;

/** A test on a machine that has skills on its shelves. */
export const test = base.extend<Machine>({
  scratch: async ({}, use) => {
    const scratch = await createScratch();
    await use(scratch);
    await scratch.remove();
  },
  server: async ({ scratch }, use) => {
    const { env, folder } = await makeShelves(scratch);
    const server = await startServer(scratch, {
      env,
      args: ['--skill-source', folder, '--skill-registry', 'none'],
    });
    await use(server);
    await server.stop();
  },
});
