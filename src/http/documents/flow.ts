import type { FlowView, ItemView } from '../../machines/flow/view.ts';
import { toOutcome, toTime } from './home.ts';
import { escapeHtml, toPage } from './html.ts';

/** The page of one flow: its items and what went wrong, as it is now. */
export const toFlowPage = (view: FlowView): string =>
  toPage({
    title: `${view.profile} – Profile Builder`,
    body: `<p><a href="/">Profile Builder</a></p>
<h1>${escapeHtml(view.profile)}</h1>
<dl>
<dt>State</dt><dd>${view.state}</dd>
<dt>Outcome</dt><dd>${toOutcome(view.outcome, view.problems.length)}</dd>
<dt>Started</dt><dd>${toTime(view.startedAt)}</dd>
<dt>Flow</dt><dd><code>${escapeHtml(view.id)}</code></dd>
</dl>
<h2>Items</h2>
<div class="scroll" role="region" aria-label="Items" tabindex="0"><table>
<thead><tr><th scope="col">Item</th><th scope="col">State</th><th scope="col">Problem</th></tr></thead>
<tbody>
${view.items.map(toRow).join('\n')}
</tbody>
</table></div>
${toNotices(view)}<p class="quiet">This page shows version ${view.version}; load it again for the newest.</p>`,
  });

const toRow = ({ id, state, problem }: ItemView): string =>
  `<tr><td><code>${escapeHtml(id)}</code></td><td>${state}</td><td>${problem ? `${escapeHtml(problem.message)} <span class="quiet">${problem.code}</span>` : ''}</td></tr>`;

const toNotices = ({ notices }: FlowView): string =>
  notices.length === 0
    ? ''
    : `<h2>Good to know</h2>\n<ul>\n${notices.map(({ message }) => `<li>${escapeHtml(message)}</li>`).join('\n')}\n</ul>\n`;
