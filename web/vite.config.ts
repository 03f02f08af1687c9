import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const root = fileURLToPath(new URL('.', import.meta.url));
const firstPaint = new URL('./src/theme/first-paint.js', import.meta.url);

/** Puts `first-paint.js` before everything else as a script of its own: the browser waits for it, and no inline script is needed. */
const blockingFirstPaint = (): Plugin => {
  let isBuild = false;
  return {
    name: 'profile-builder:first-paint',
    configResolved: ({ command }) => {
      isBuild = command === 'build';
    },
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { bundle }) => {
        const asset = Object.values(bundle ?? {}).find(
          (file) => file.type === 'asset' && file.names.includes('first-paint.js'),
        );
        const src = asset ? `/${asset.fileName}` : '/src/theme/first-paint.js';
        return [{ tag: 'script', attrs: { src }, injectTo: 'head' }];
      },
    },
    buildStart() {
      if (isBuild) this.emitFile({ type: 'asset', name: 'first-paint.js', source: readFileSync(firstPaint, 'utf8') });
    },
  };
};

// For `npm run dev` only: the page comes from Vite, everything below /api from a server that runs.
const server = process.env['PROFILE_BUILDER_URL'] ?? 'http://127.0.0.1:9120';
const token = process.env['PROFILE_BUILDER_TOKEN'] ?? '';

const withToken = (): Plugin => ({
  name: 'profile-builder:token',
  apply: 'serve',
  transformIndexHtml: (html) => html.replace('token" content=""', `token" content="${token}"`),
});

/**
 * Gives what the page starts with a `zod/mini` of its own. Parts that come later take the core's schemas, and with them
 * all of zod: were the two to share modules, the whole would be loaded at the start.
 */
export const ownMiniZod = (): Plugin => ({
  name: 'profile-builder:mini-zod',
  apply: 'build',
  enforce: 'pre',
  async resolveId(source, importer) {
    if (source !== 'zod/mini' && !importer?.endsWith(MINI)) return null;
    const found = await this.resolve(source, importer?.replace(MINI, ''), { skipSelf: true });
    return found && { ...found, id: found.id + MINI };
  },
});

const MINI = '?mini';

/** The page uses light-dark(), which older targets would make Lightning CSS rewrite. */
export const target = ['chrome123', 'firefox121', 'safari17.5'];

export default defineConfig({
  root,
  plugins: [ownMiniZod(), react(), tailwindcss(), blockingFirstPaint(), withToken()],
  build: {
    outDir: 'dist',
    manifest: true,
    target,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 2000,
  },
  worker: { format: 'es' },
  server: {
    fs: { allow: ['..'] },
    proxy: { '/api': { target: server, changeOrigin: true, headers: { origin: server } } },
  },
});
