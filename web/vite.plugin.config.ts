import { fileURLToPath } from 'node:url';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { ownMiniZod, target } from './vite.config.ts';

/** The same pages as ES modules that Hermes' dashboard loads; see `plugin/index.js`. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  // Modules find each other by where they are: the dashboard may be mounted below a path.
  base: './',
  publicDir: false,
  plugins: [ownMiniZod(), react(), tailwindcss()],
  build: {
    outDir: 'plugin/dist/profile-builder/dashboard/dist/app',
    target,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 2000,
    rolldownOptions: {
      input: fileURLToPath(new URL('src/plugin-app.tsx', import.meta.url)),
      preserveEntrySignatures: 'strict',
      output: { entryFileNames: 'plugin-app.js', chunkFileNames: 'assets/[name]-[hash].js' },
    },
  },
  worker: { format: 'es' },
});
