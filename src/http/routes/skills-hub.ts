import { Hono } from 'hono';
import { isRefused, type Refused } from '../../app/refusal.ts';
import type { HubFault } from '../../machines/ports/skill-hub.ts';
import { parseShape } from '../body.ts';
import type { HttpContext, HttpEnv, Parts } from '../env.ts';
import { hubSearchQuery, hubSkillQuery, toMeta, toPreview, toScan } from '../hub-schema.ts';
import { sendProblem } from '../problem.ts';
import { findProfile, profileQuery, refuseProfile } from '../profile-param.ts';

/** The skills hub as Hermes' dashboard has it, over every source there is. */
export const skillHubRoutes = ({ skillHub, settings }: Pick<Parts, 'skillHub' | 'settings'>) =>
  new Hono<HttpEnv>()
    .get('/skills/hub/sources', async (c) => {
      const query = parseShape(profileQuery, c.req.query(), 'query');
      if (isRefused(query)) return sendProblem(c, query.refusal);
      const found = await findProfile(settings, query.body.profile);
      if (isRefused(found)) return refuseProfile(c, found);
      const [catalogs, featured, installed] = await Promise.all([
        skillHub.sources(),
        skillHub.featured(FEATURED),
        settings.hubInstalls(found.profile),
      ]);
      const sources = catalogs.map(({ ok, ...report }) => ({ ...report, available: ok, searchable: true }));
      return c.json(
        { sources, index_available: false, featured: featured.map(toMeta), installed, catalogs },
        200,
        noStore,
      );
    })
    .get('/skills/hub/search', async (c) => {
      const query = parseShape(hubSearchQuery, c.req.query(), 'query');
      if (isRefused(query)) return sendProblem(c, query.refusal);
      const { q, source, limit, profile } = query.body;
      const found = await findProfile(settings, profile);
      if (isRefused(found)) return refuseProfile(c, found);
      if (q.trim() === '')
        return c.json({ results: [], source_counts: {}, timed_out: [], installed: {} }, 200, noStore);
      const [{ skills, counts, reports }, installed] = await Promise.all([
        skillHub.search(q, source, limit),
        settings.hubInstalls(found.profile),
      ]);
      return c.json(
        {
          results: skills.map((skill) => ({ ...toMeta(skill), origin: skill.origin })),
          source_counts: counts,
          timed_out: reports.filter(({ ok }) => !ok).map(({ id }) => id),
          installed,
          catalogs: reports,
        },
        200,
        noStore,
      );
    })
    .get('/skills/hub/preview', async (c) => {
      const asked = await readQuestion(c, settings);
      if (isRefused(asked)) return refuseProfile(c, asked);
      const answer = await skillHub.preview(asked.identifier, asked.signal);
      return answer.ok ? c.json(toPreview(answer), 200, noStore) : sendFault(c, answer);
    })
    .get('/skills/hub/scan', async (c) => {
      const asked = await readQuestion(c, settings);
      if (isRefused(asked)) return refuseProfile(c, asked);
      const answer = await skillHub.scan(asked.identifier, asked.signal);
      return answer.ok ? c.json(toScan(answer), 200, noStore) : sendFault(c, answer);
    });

/** Which skill is meant, and for how long the client waits: until it goes away, or we give up. */
const readQuestion = async (
  c: HttpContext,
  settings: Parts['settings'],
): Promise<Refused | { identifier: string; signal: AbortSignal }> => {
  const query = parseShape(hubSkillQuery, c.req.query(), 'query');
  if (isRefused(query)) return query;
  const found = await findProfile(settings, query.body.profile);
  if (isRefused(found)) return found;
  const signal = AbortSignal.any([c.req.raw.signal, AbortSignal.timeout(LONGEST_MS)]);
  return { identifier: query.body.identifier.trim(), signal };
};

const sendFault = (c: HttpContext, { code, message, names }: HubFault) =>
  sendProblem(c, { code, message, ...(names ? { names } : {}) });

const FEATURED = 12;
const LONGEST_MS = 45_000;
const noStore = { 'Cache-Control': 'no-store' };
