import type { FlowSummary } from '../../machines/flow/view.ts';
import type { ServerInfo } from '../env.ts';
import { escapeHtml, toPage } from './html.ts';

/** What the first page shows. `token` goes into a meta element for programs the page may load later. */
export type Home = Readonly<{ info: ServerInfo; token: string; origin: string; flows: readonly FlowSummary[] }>;

/** The first page: what this server is, what it found, the newest flows, how to create one. */
export const toHomePage = ({ info, token, origin, flows }: Home): string =>
  toPage({
    title: 'Profile Builder',
    head: `<meta name="profile-builder-token" content="${escapeHtml(token)}">\n`,
    body: `<h1>Profile Builder</h1>
<p>Creates complete Hermes profiles on this machine and keeps a record of every step.</p>
<dl>
<dt>Version</dt><dd>${escapeHtml(info.version)}</dd>
<dt>Installs with</dt><dd>${info.hermes === null ? 'the built-in installer; Hermes was not found' : `Hermes ${escapeHtml(info.hermes)}`}</dd>
<dt>Profiles in</dt><dd><code>${escapeHtml(info.home)}</code></dd>
${info.dataDir === undefined ? '' : `<dt>Records in</dt><dd><code>${escapeHtml(info.dataDir)}</code></dd>\n`}</dl>
<h2>Newest flows</h2>
${flows.length === 0 ? '<p class="quiet">None yet. Create one as shown below.</p>' : toTable(flows)}
<h2>Create a profile</h2>
<p>In a terminal:</p>
<pre><code>profile-builder create plan.yaml</code></pre>
<p>By HTTP, with the token of this server in <code>$TOKEN</code>:</p>
<pre><code>curl ${escapeHtml(origin)}/api/flows \\
  -H "Authorization: Bearer $TOKEN" \\
  -H "Content-Type: application/json" \\
  -d '{"name": "coder", "description": "Writes code"}'</code></pre>
<p>The answer names the flow; <code>GET /api/flows/&lt;id&gt;/stream</code> follows it as it happens.</p>`,
  });

const toTable = (flows: readonly FlowSummary[]): string =>
  `<div class="scroll" role="region" aria-label="Newest flows" tabindex="0"><table>
<thead><tr><th scope="col">Profile</th><th scope="col">State</th><th scope="col">Outcome</th><th scope="col">Started</th></tr></thead>
<tbody>
${flows.map(toRow).join('\n')}
</tbody>
</table></div>`;

const toRow = ({ profile, state, outcome, problems, startedAt, links }: FlowSummary): string =>
  `<tr><td><a href="${escapeHtml(links.page)}">${escapeHtml(profile)}</a></td><td>${state}</td><td>${toOutcome(outcome, problems.length)}</td><td>${toTime(startedAt)}</td></tr>`;

/** The outcome in words, never by colour alone. */
export const toOutcome = (outcome: FlowSummary['outcome'], problems: number): string => {
  if (outcome === null) return '<span class="quiet">under way</span>';
  const count = problems === 0 ? '' : ` (${problems})`;
  return `<span class="${toneOf[outcome]}">${outcome}${count}</span>`;
};

const toneOf = {
  complete: 'good',
  'with-problems': 'soso',
  rejected: 'bad',
  cancelled: 'quiet',
  discarded: 'quiet',
} as const;

export const toTime = (at: string): string =>
  `<time datetime="${escapeHtml(at)}">${escapeHtml(at.replace('T', ' ').slice(0, 19))} UTC</time>`;
