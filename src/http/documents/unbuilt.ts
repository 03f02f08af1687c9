import { toDocument } from './html.ts';

/** What a browser sees in a checkout whose page was never built: how to build it. */
export const toUnbuiltPage = (): string =>
  toDocument({
    title: 'Profile Builder',
    body: `<h1>The page is not built yet</h1>
<p>Profile Builder is running and takes commands, but the files of its page are missing. In its directory, run</p>
<pre><code>npm run build</code></pre>
<p>and load this page again; the server need not be started anew. <code>npm start</code> does this by itself.</p>`,
  });
