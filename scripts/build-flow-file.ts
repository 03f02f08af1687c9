import { createHash } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FLOW_FILE } from '../src/machines/flow/flow-file.ts';
import { root, runTool } from './run-tool.ts';

/** Builds the page that a flow is written into, whole in one file, as `flow-file.html` of a directory; gives what went wrong, or null. */
export const buildFlowFile = async (directory: string): Promise<string | null> => {
  const parts = `${directory}.file`;
  try {
    const config = ['--config', 'web/vite.file.config.ts', '--outDir', parts, '--logLevel', 'warn'];
    const { ok, output } = await runTool('vite', ['build', 'web', ...config]);
    if (!ok) return output;
    const [page = '', script = '', style = ''] = await Promise.all(
      [join(root, 'web/flow-file.html'), join(parts, 'flow-file.js'), join(parts, 'flow-file.css')].map((file) =>
        readFile(file, 'utf8'),
      ),
    );
    const end = /<\/(script|style)|<!--/i.exec(script + style);
    if (end) return `The page of a flow cannot be one file: "${end[0]}" in it would end its script or style.`;
    const lacking = marks.find((mark) => page.split(mark).length !== 2);
    if (lacking) return `The page of a flow cannot be written: web/flow-file.html should have ${lacking} once.`;
    await writeFile(join(directory, 'flow-file.html'), assemble({ page, script, style }));
    return null;
  } finally {
    await rm(parts, { recursive: true, force: true });
  }
};

const CHARSET = '<meta charset="utf-8" />';

/** Where something is put: the policy, the style, the script, and later the flow. */
const marks = [CHARSET, '</head>', '</body>', `id="${FLOW_FILE}"></script>`];

type Parts = Readonly<{ page: string; script: string; style: string }>;

/** The policy lets run and shows what is written here and nothing else: no file, no server, no network. */
const assemble = ({ page, script, style }: Parts): string => {
  const policy = [
    "default-src 'none'",
    `script-src '${hashOf(script)}'`,
    `style-src '${hashOf(style)}'`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return page
    .replace('</head>', () => `  <style>${style}</style>\n  </head>`)
    .replace(CHARSET, (charset) => `${charset}\n    <meta http-equiv="Content-Security-Policy" content="${policy}" />`)
    .replace('</body>', () => `  <script type="module">${script}</script>\n  </body>`);
};

const hashOf = (text: string): string => `sha256-${createHash('sha256').update(text).digest('base64')}`;
