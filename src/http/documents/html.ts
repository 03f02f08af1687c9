import { createHash } from 'node:crypto';
import { documentHeaders } from './headers.ts';

/** Text made safe for element content and quoted attributes. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character] ?? '');

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A whole document without scripts. `body` is HTML. */
export const toDocument = ({ title, body }: Readonly<{ title: string; body: string }>): string =>
  `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`;

const style = `
:root { --text: #1f2328; --line: #d1d9e0; --page: #fff; --soft: #f6f8fa; }
@media (prefers-color-scheme: dark) { :root { --text: #e6edf3; --line: #3d444d; --page: #0d1117; --soft: #161b22; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: break-word; }
main { max-width: 46rem; margin: 0 auto; padding: 2rem 1rem 4rem; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 .5rem; }
p { margin: .5rem 0; }
code, pre { font: .875rem/1.5 ui-monospace, monospace; }
pre { background: var(--soft); border: 1px solid var(--line); border-radius: 6px; padding: .75rem; overflow-x: auto; }
`;

/** Headers of a document of ours without scripts: nothing is loaded, run, framed, sent or kept. */
export const plainHeaders = documentHeaders([
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
]);
