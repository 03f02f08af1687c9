import { mkdtemp, readFile, rm } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { build } from 'vite';

/** A page that shows what the hooks give, built from the sources as the real one is. */
export type Probe = Readonly<{
  /** Answers a request for one of its files. */
  serve: (path: string, token: string, outgoing: ServerResponse) => Promise<void>;
  remove: () => Promise<void>;
}>;

export const buildProbe = async (): Promise<Probe> => {
  const outDir = await mkdtemp(join(tmpdir(), 'profile-builder-probe-'));
  await build({
    configFile: false,
    root: fileURLToPath(new URL('probe', import.meta.url)),
    base: '/probe/',
    plugins: [react()],
    worker: { format: 'es' },
    build: { outDir, emptyOutDir: true, target: 'chrome123' },
    logLevel: 'warn',
  });
  return {
    serve: async (path, token, outgoing) => {
      const file = path.replace(/^\/probe\//, '') || 'index.html';
      const text = await readFile(join(outDir, file), 'utf8').catch(() => null);
      if (text === null) return void outgoing.writeHead(404).end();
      outgoing.writeHead(200, { 'content-type': types[extname(file)] ?? 'text/plain' });
      outgoing.end(text.replace('token" content=""', `token" content="${token}"`));
    },
    remove: () => rm(outDir, { recursive: true, force: true }),
  };
};

const types: Readonly<Record<string, string>> = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript' };
