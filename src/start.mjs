#!/usr/bin/env node
// Plain JavaScript that any Node can parse, so that a wrong version is told in words instead of a syntax error.
import { existsSync } from 'node:fs';

const needed = 24;
const [major = 0] = process.versions.node.split('.').map(Number);

if (major >= needed) {
  // A published package has built JavaScript beside this file; a checkout has TypeScript, which Node runs as it is.
  const built = new URL('./cli/main.js', import.meta.url);
  const entry = existsSync(built) ? built : new URL('./cli/main.ts', import.meta.url);
  const { main } = await import(entry.href);
  process.exitCode = await main(process.argv.slice(2), process);
} else {
  process.stderr.write(
    `Profile Builder cannot start: it needs Node ${needed} or newer and was run by Node ${process.versions.node} (${process.execPath}).\n` +
      `In a checkout "npm start" brings its own Node ${needed}: run "npm ci" with install scripts allowed ` +
      `(ignore-scripts not set; the package "node" fetches the program in its own), then "npm start".\n` +
      `Elsewhere install Node ${needed} (https://nodejs.org) and run the same command again.\n`,
  );
  process.exitCode = 3;
}
