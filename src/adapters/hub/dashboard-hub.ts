import { z } from 'zod';
import type { HubFault, HubReader, HubSkill, HubSource } from '../../machines/ports/skill-hub.ts';
import { askDashboard, type Dashboard, type DashboardAnswer } from '../catalog/ask-dashboard.ts';
import { fault } from './located-skill.ts';
import { MOST_MATCHES } from './match-skills.ts';
import { scanResultSchema, withCounts } from './scan-result.ts';

/** The hub of a Hermes dashboard that runs: its search, and what it shows and scans. */
export const createDashboardHub = (dashboard: Dashboard): Readonly<{ source: HubSource; reader: HubReader }> => ({
  source: {
    id: 'dashboard',
    label: 'the running Hermes dashboard',
    // It is on this machine as a rule, and quick to say that it is not.
    findObstacle: async () => null,
    search: async (text, signal) => {
      const query = new URLSearchParams({ q: text, source: 'all', limit: String(MOST_MATCHES) }).toString();
      const answer = await askDashboard(dashboard, `/api/skills/hub/search?${query}`, searchSchema, signal);
      if (!answer.ok) return { ok: false, reason: answer.reason };
      const { results, timed_out } = answer.body;
      const note = timed_out.length === 0 ? {} : { note: `It did not hear from ${timed_out.join(', ')}.` };
      return { ok: true, skills: results.map(toHubSkill), ...note };
    },
  },
  reader: {
    async preview(identifier, signal) {
      const answer = await askDashboard(dashboard, pathOf('preview', identifier), previewSchema, signal);
      if (!answer.ok) return toFault(identifier, answer);
      const { skill_md, files } = answer.body;
      return { ok: true, ...toHubSkill(answer.body), skillMd: skill_md, files };
    },
    async scan(identifier, signal) {
      const answer = await askDashboard(dashboard, pathOf('scan', identifier), scanSchema, signal);
      return answer.ok ? { ok: true, ...answer.body, identifier } : toFault(identifier, answer);
    },
  },
});

const pathOf = (what: 'preview' | 'scan', identifier: string): string =>
  `/api/skills/hub/${what}?${new URLSearchParams({ identifier }).toString()}`;

const toFault = (identifier: string, { status, reason }: Extract<DashboardAnswer<unknown>, { ok: false }>): HubFault =>
  status === 404
    ? fault('hub/not-found', `Hermes found no skill ${identifier}.`)
    : fault('hub/source-failed', `${identifier} could not be looked at: ${reason}.`);

const metaSchema = z.object({
  name: z.string(),
  description: z.string().catch(''),
  source: z.string().catch(''),
  identifier: z.string(),
  trust_level: z.string().catch('community'),
  repo: z.string().nullish().catch(null),
  tags: z.array(z.string()).catch([]),
});
const searchSchema = z.object({ results: z.array(metaSchema), timed_out: z.array(z.string()).catch([]) });
const previewSchema = metaSchema.extend({ skill_md: z.string(), files: z.array(z.string()) });
const scanSchema = scanResultSchema
  .omit({ trust: true, policyReason: true })
  .extend({ trust_level: z.string(), policy_reason: z.string() })
  .transform(({ trust_level, policy_reason, ...rest }) =>
    withCounts({ ...rest, trust: trust_level, policyReason: policy_reason }),
  );

const toHubSkill = ({ trust_level, repo, ...meta }: z.infer<typeof metaSchema>): HubSkill => ({
  ...{ name: meta.name, description: meta.description, source: meta.source, identifier: meta.identifier },
  ...{ trust: trust_level, repo: repo ?? null, path: null, tags: meta.tags },
});
