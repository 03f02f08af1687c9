import { fileURLToPath } from 'node:url';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { target } from './vite.config.ts';

/** The pages of one flow as a single script and sheet, which `scripts/build-flow-file.ts` writes into a document. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  publicDir: false,
  plugins: [react(), tailwindcss()],
  build: {
    target,
    modulePreload: false,
    cssCodeSplit: false,
    assetsInlineLimit: Infinity,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 4000,
    rolldownOptions: {
      input: fileURLToPath(new URL('src/file/main.tsx', import.meta.url)),
      output: {
        format: 'iife',
        codeSplitting: false,
        entryFileNames: 'flow-file.js',
        assetFileNames: 'flow-file[extname]',
      },
    },
  },
  worker: { format: 'es' },
});
