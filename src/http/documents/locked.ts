import { toDocument } from './html.ts';

/** What a browser without a session sees: how to get in, and on to the page at `path`. */
export const toLockedPage = (reason: 'no-session' | 'ticket-used', path = '/'): string =>
  toDocument({
    title: 'Open Profile Builder',
    body: `<h1>This page needs a login URL</h1>
<p>${reasons[reason]}</p>
<p>In a terminal on this machine, run</p>
<pre><code>profile-builder url${isPlain(path) ? ` ${path}` : ''}</code></pre>
<p>and open the URL it prints. It works once, within ten minutes.</p>`,
  });

const reasons = {
  'no-session':
    'Profile Builder is running, but this browser has not been let in yet, or the server was started again since.',
  'ticket-used': 'This login URL was used before or is more than ten minutes old.',
};

/** Means the same in HTML and in every shell. */
const isPlain = (path: string): boolean => /^\/[\w/-]{1,200}$/.test(path);
