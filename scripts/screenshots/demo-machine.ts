import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Server, startServer } from '../../tests/e2e/server.ts';
import { root } from '../run-tool.ts';

const bundle: Readonly<Record<string, string>> = {
  'software-development/code-review': 'Reviews a change before it is merged, and says what must be mended.',
  'software-development/systematic-debugging': 'Finds the cause of a fault before anything is changed.',
  'software-development/test-driven-development': 'Writes the test first, sees it fail, then makes it pass.',
  'github/github-issues': 'Reads, files and sorts issues on GitHub.',
  'github/github-pr-workflow': 'Opens pull requests and follows them until they are merged.',
  'research/arxiv': 'Searches papers and sums them up with their sources.',
  'research/research-paper-writing': 'Structures a paper from notes and results.',
  'productivity/pdf': 'Reads, fills and makes PDF files.',
  'productivity/xlsx': 'Reads and writes spreadsheets.',
};

const optional: Readonly<Record<string, string>> = {
  'research/duckduckgo-search': 'Searches the web without a key.',
  'devops/docker-management': 'Looks after containers, images and volumes.',
};

/** A machine to take pictures of: at a fixed place that reads well, with skills, one profile and one that failed in part. */
export const startDemo = async (): Promise<Readonly<{ server: Server; folder: string; stop(): Promise<void> }>> => {
  const directory = join(tmpdir(), 'demo');
  const at = (...parts: readonly string[]) => join(directory, ...parts);
  const scratch = { directory, homedir: at('home'), hermes: at('home', '.hermes'), data: at('data') };
  const remove = () => rm(directory, { recursive: true, force: true });
  await mkdir(directory).catch((cause: unknown) => {
    throw new Error(`${directory}, where the pictures are taken, must not be there yet: remove it first.`, { cause });
  });
  await mkdir(scratch.hermes, { recursive: true });
  await writeSkills(at('bundle'), bundle);
  await writeSkills(at('optional'), optional);
  await cp(join(root, 'examples/skills'), at('skills'), { recursive: true });
  const env = { HERMES_BUNDLED_SKILLS: at('bundle'), HERMES_OPTIONAL_SKILLS: at('optional'), SKILLS_API_URL: 'none' };
  const server = await startServer({ ...scratch, remove }, { env, args: ['--skill-source', at('skills')] });
  const stop = async () => {
    await server.stop();
    await remove();
  };
  return { server, folder: at('skills', 'review-before-commit'), stop };
};

const writeSkills = async (directory: string, skills: typeof bundle): Promise<void> => {
  for (const [path, description] of Object.entries(skills)) {
    const file = join(directory, path, 'SKILL.md');
    const [, name = ''] = path.split('/');
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, `---\nname: ${name}\ndescription: ${description}\n---\n\n# ${name}\n\n${description}\n`);
  }
};

const model = { provider: 'openrouter', model: 'nous/hermes-4-70b' };
const time = { name: 'time', command: 'npx', args: ['-y', '@modelcontextprotocol/server-time'] };

/** Flows as one finds them on a machine that is used: some complete, one with problems, one that was mended. */
export const recordFlows = async (server: Server, folder: string) => {
  const done = async (plan: object) => server.settled((await server.create(plan)).id);
  const notes = await done({ name: 'notes', description: 'Keeps what was decided, and why.', mcpServers: [time] });
  const mended = await done({ name: 'paper-desk', model, mcpServers: [{ name: 'docs' }], hubSkills: [folder] });
  const edit = { name: 'docs', url: 'https://docs.example.org/mcp' };
  await server.post(`/api/flows/${mended.id}/retry`, { item: 'mcp:docs', edit });
  await server.until(mended.id, ({ outcome }) => outcome === 'complete');
  const scout = await done({
    name: 'release-scout',
    description: 'Watches releases and writes what changed.',
    model,
    mcpServers: [{ name: 'docs' }, time],
    hubSkills: [folder, join(folder, 'no-such-skill')],
  });
  return { notes, mended, scout };
};
