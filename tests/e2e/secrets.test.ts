import { readFile, readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeSkillFolder } from '../crash/skills.ts';
import { readArgumentLists } from '../fixtures/runs.ts';
import { createScratch, type Scratch, type Server, startServer } from './server.ts';

let scratch: Scratch;
let server: Server;

beforeAll(async () => {
  scratch = await createScratch();
  server = await startServer(scratch);
});

afterAll(async () => {
  await server.stop();
  await scratch.remove();
});

const canaries = {
  stdioEnv: 'canary-stdio-env-91f3',
  header: 'canary-header-5b07',
  bearer: 'canary-bearer-c2d8',
  env: 'canary-env-77aa',
  rejectedEnv: 'canary-rejected-env-e4e4',
  rejectedBearer: 'canary-rejected-bearer-0d0d',
  malformed: 'canary-malformed-body-3c3c',
};

const allowed: Readonly<Record<keyof typeof canaries, readonly string[]>> = {
  stdioEnv: ['hermes/profiles/canary/config.yaml'],
  header: ['hermes/profiles/canary/.env'],
  bearer: ['hermes/profiles/canary/.env'],
  env: ['hermes/profiles/canary/.env'],
  rejectedEnv: [],
  rejectedBearer: [],
  malformed: [],
};

test('keeps a planted secret of every field where it belongs and nowhere else', async () => {
  const folder = await makeSkillFolder(join(scratch.directory, 'skill'));
  const answers: string[] = [];
  const keep = async (answer: Response) => void answers.push(JSON.stringify([...answer.headers]), await answer.text());
  await keep(await server.post('/api/flows', { name: 'x', env: { A: { value: canaries.malformed } } }));
  await keep(
    await server.post('/api/profiles', { name: 'x', mcp_servers: [{ name: 1, bearer_token: canaries.malformed }] }),
  );
  await keep(
    await server.call('/api/flows', {
      method: 'POST',
      body: `{"env": "${canaries.malformed}`,
      headers: { 'content-type': 'application/json' },
    }),
  );
  const flow = await server.create({
    name: 'canary',
    mcpServers: [
      { name: 'stdio', command: 'npx', env: { TOKEN: canaries.stdioEnv } },
      { name: 'http', url: 'https://example.org/mcp', headers: { 'X-Key': canaries.header } },
      { name: 'bearer', url: 'https://example.org/mcp', auth: 'header', bearerToken: canaries.bearer },
      { name: 'both', command: 'npx', url: 'https://example.org', env: { TOKEN: canaries.rejectedEnv } },
      { name: 'noauth', url: 'https://example.org', bearerToken: canaries.rejectedBearer },
    ],
    env: { OPENROUTER_API_KEY: canaries.env },
    hubSkills: [folder],
  });
  const lists: Promise<readonly string[]>[] = [];
  await server.until(flow.id, ({ outcome }) => {
    lists.push(readArgumentLists());
    return outcome !== null;
  });
  const seen = (await Promise.all(lists)).flat();
  expect(seen.join('\n')).toContain(folder);
  const item = encodeURIComponent(`install:${folder}`);
  for (const path of ['', '/events', '/export', '/snapshot', '/stream?after=0', `/items/${item}/log`])
    await keep(await server.call(`/api/flows/${flow.id}${path}`));
  for (const path of ['/api/flows', '/metrics', '/api/health']) await keep(await server.call(path));
  const files = await readAll(scratch.directory);
  for (const [name, canary] of Object.entries(canaries) as [keyof typeof canaries, string][]) {
    expect(answers.join('\n'), name).not.toContain(canary);
    expect(seen.join('\n'), name).not.toContain(canary);
    expect(server.printed(), name).not.toContain(canary);
    const found = files.filter(({ text }) => text.includes(canary)).map(({ path }) => path);
    expect(found, name).toEqual(allowed[name]);
  }
});

const readAll = async (directory: string): Promise<readonly { path: string; text: string }[]> => {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Promise.all(
    files.map(async (file) => ({ path: relative(directory, file), text: await readFile(file, 'latin1') })),
  );
};
