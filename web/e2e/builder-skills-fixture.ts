import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Page } from '@playwright/test';
import { createScratch, type Scratch, startServer } from '../../tests/e2e/server.ts';
import { expect, test as base } from './fixture.ts';
import { startDashboard, type StubDashboard } from './stub-dashboard.ts';

const bundle: Readonly<Record<string, readonly string[]>> = {
  apple: ['apple-notes', 'apple-reminders', 'findmy', 'imessage'],
  'autonomous-ai-agents': ['claude-code', 'codex', 'hermes-agent', 'opencode'],
  creative: ['architecture-diagram', 'ascii-art', 'excalidraw', 'humanizer', 'manim-video', 'songwriting'],
  devops: ['docker-ps', 'kanban-worker', 'webhook-subscriptions'],
  github: ['codebase-inspection', 'github-auth', 'github-code-review', 'github-issues', 'github-pr-workflow'],
  'mlops/evaluation-and-observability': ['a-skill-with-a-name-so-long-that-no-column-could-hold-it-whole'],
  productivity: ['google-workspace', 'linear', 'notion', 'ocr-and-documents', 'pdf', 'powerpoint', 'xlsx'],
  research: ['arxiv', 'blogwatcher', 'llm-wiki', 'research-paper-writing'],
};

const optional: Readonly<Record<string, readonly string[]>> = {
  blockchain: ['evm', 'solana'],
  devops: ['docker-management', 'watchers'],
};

/** Names of the bundled skills, in order. */
export const bundled: readonly string[] = Object.values(bundle).flat().sort();

const LONG =
  'It has a description that goes on and on, past what anyone would read in a list, to see that it wraps where it should and does not push the rest of the line off the page.';

const skillText = (name: string): string => {
  const description = name.length > 40 ? LONG : `Use ${name} when the task asks for it, and say what came of it.`;
  return `---\nname: ${name}\ndescription: ${description}\n---\n# ${name}\n`;
};

/** What would do harm if it was taken for more than text. */
const HARM = '\n<script>document.title = "broken"</script>\n<img src=x onerror="document.title = `broken`">\n';

const shelf = (categories: typeof bundle, root: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(categories).flatMap(([category, names]) =>
      names.map((name) => [`${root}/${category}/${name}/SKILL.md`, skillText(name)]),
    ),
  );

const files = {
  ...shelf(bundle, 'bundle'),
  ...shelf(optional, 'optional'),
  'mine/tools/release-notes/SKILL.md': skillText('release-notes') + HARM,
  'mine/tools/release-notes/scripts/collect.sh': 'git log --oneline\n',
  'mine/tools/release-checks/SKILL.md': skillText('release-checks'),
};

type Fixtures = Readonly<{
  /** The machine of the server: skills in bundle and shelf, a folder `mine` to search. */
  scratch: Scratch;
  /** Hermes' dashboard on it. */
  dashboard: StubDashboard;
  /** Whether there is anything of Hermes on it. */
  hasHermes: boolean;
}>;

export const test = base.extend<Fixtures>({
  hasHermes: [true, { option: true }],
  scratch: async ({}, use) => {
    const scratch = await createScratch();
    for (const [path, text] of Object.entries(files)) {
      await mkdir(join(scratch.directory, dirname(path)), { recursive: true });
      await writeFile(join(scratch.directory, path), text);
    }
    await use(scratch);
    await scratch.remove();
  },
  dashboard: async ({}, use) => {
    const dashboard = await startDashboard();
    await use(dashboard);
    await dashboard.close();
  },
  server: async ({ scratch, dashboard, hasHermes }, use) => {
    const at = (name: string) => join(scratch.directory, name);
    const env = { HERMES_BUNDLED_SKILLS: at('bundle'), HERMES_OPTIONAL_SKILLS: at('optional') };
    const args = ['--skill-source', at('mine'), '--hermes-url', dashboard.url];
    const server = await startServer(scratch, {
      env: { DEEPSEEK_API_KEY: 'key-of-the-shell', ...(hasHermes ? env : {}) },
      args: ['--skill-registry', 'none', ...(hasHermes ? args : [])],
    });
    await use(server);
    await server.stop();
  },
});

/** Creates what is in the draft; answers once the flow is over. */
export const create = async (page: Page, settled: (flow: string) => Promise<unknown>): Promise<void> => {
  await page.keyboard.press('Alt+5');
  await page.getByRole('button', { name: /^Create profile/ }).click();
  await expect(page).toHaveURL(/\/flows\/flw_/);
  await settled(new URL(page.url()).pathname.split('/')[2] ?? '');
};
