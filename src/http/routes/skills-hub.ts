import { Hono } from 'hono';
import { isRefused } from '../../app/refusal.ts';
import { parseShape } from '../body.ts';
import { hubSearchQuery } from '../catalog-schema.ts';
import type { HttpEnv, Parts } from '../env.ts';
import { searchSkills, toMeta } from '../hub-results.ts';
import { sendProblem } from '../problem.ts';
import { findProfile, profileQuery, refuseProfile } from '../profile-param.ts';

/** The skills hub as Hermes' dashboard has it, over the optional skills on disk: the source `official`. */
export const skillHubRoutes = ({ catalog, settings }: Pick<Parts, 'catalog' | 'settings'>) =>
  new Hono<HttpEnv>()
    .get('/skills/hub/sources', async (c) => {
      const query = parseShape(profileQuery, c.req.query(), 'query');
      if (isRefused(query)) return sendProblem(c, query.refusal);
      const found = await findProfile(settings, query.body.profile);
      if (isRefused(found)) return refuseProfile(c, found);
      const [{ items, sources }, installed] = await Promise.all([
        catalog.optionalSkills(),
        settings.hubInstalls(found.profile),
      ]);
      const official = { id: OFFICIAL, label: 'Official', available: sources.some(({ ok }) => ok), searchable: true };
      const featured = items.slice(0, FEATURED).map(toMeta);
      return c.json(
        { sources: [official], index_available: false, featured, installed, catalogs: sources },
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
      const isAsked = source === 'all' || source === OFFICIAL;
      const [{ items, sources }, installed] = await Promise.all([
        catalog.optionalSkills(),
        settings.hubInstalls(found.profile),
      ]);
      const results = isAsked ? searchSkills(items, q, limit).map(toMeta) : [];
      const isSilent = isAsked && !sources.some(({ ok }) => ok);
      return c.json(
        {
          results,
          source_counts: isAsked ? { [OFFICIAL]: results.length } : {},
          timed_out: isSilent ? [OFFICIAL] : [],
          installed,
          catalogs: sources,
        },
        200,
        noStore,
      );
    });

const OFFICIAL = 'official';
const FEATURED = 12;
const noStore = { 'Cache-Control': 'no-store' };
