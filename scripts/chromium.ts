import { existsSync } from 'node:fs';

const path = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

/** Why the browser tests cannot run here; null when they can. In CI they always must. */
export const whyNoBrowser = (): string | null =>
  existsSync(path) || process.env['CI'] ? null : `Chromium is needed and not at ${path}; CHROMIUM names another`;
