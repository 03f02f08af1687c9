import { Hono } from 'hono';
import { isRefused, type Refusal } from '../../app/refusal.ts';
import type { CatalogSkill, Listed } from '../../machines/ports/catalog.ts';
import { COMMAND_BYTES, parseShape, readBody } from '../body.ts';
import { skillContentQuery, skillToggleSchema } from '../catalog-schema.ts';
import type { HttpEnv, Parts } from '../env.ts';
import { sendProblem } from '../problem.ts';
import { findProfile, profileQuery, refuseChange, refuseProfile } from '../profile-param.ts';

/** Skills of a profile as Hermes' dashboard lists them, and those a new profile can have. */
export const skillRoutes = ({ catalog, settings }: Pick<Parts, 'catalog' | 'settings'>) =>
  new Hono<HttpEnv>()
    .get('/skills', async (c) => {
      const query = parseShape(profileQuery, c.req.query(), 'query');
      if (isRefused(query)) return sendProblem(c, query.refusal);
      const found = await findProfile(settings, query.body.profile);
      if (isRefused(found)) return refuseProfile(c, found);
      const { value, source } = await settings.skills(found.profile);
      // Hermes answers a bare list, which has no room for where it came from.
      return c.json(value, 200, { ...noStore, 'Catalog-Sources': toAscii(JSON.stringify([source])) });
    })
    .get('/skills/bundle', async (c) => c.json(toAnswer(await catalog.bundledSkills()), 200, noStore))
    .get('/skills/optional', async (c) => c.json(toAnswer(await catalog.optionalSkills()), 200, noStore))
    .put('/skills/toggle', async (c) => {
      const read = await readBody(c, skillToggleSchema, COMMAND_BYTES);
      if (isRefused(read)) return sendProblem(c, read.refusal);
      const { name, enabled, profile } = read.body;
      const found = await findProfile(settings, profile, c.req.query('profile'));
      if (isRefused(found)) return refuseProfile(c, found);
      const answer = await settings.toggleSkill(found.profile, name, enabled);
      return answer.ok ? c.json({ ok: true, name, enabled }, 200, noStore) : refuseChange(c, answer);
    })
    .get('/skills/content', async (c) => {
      const query = parseShape(skillContentQuery, c.req.query(), 'query');
      if (isRefused(query)) return sendProblem(c, query.refusal);
      const { name, profile } = query.body;
      const found = await findProfile(settings, profile);
      if (isRefused(found)) return refuseProfile(c, found);
      const skill = await settings.skillContent(found.profile, name);
      return skill ? c.json({ name, ...skill }, 200, noStore) : sendProblem(c, noSkill(name));
    });

const noStore = { 'Cache-Control': 'no-store' };

/** `identifier` is what an install of an optional skill takes. */
const toAnswer = ({ items, diagnostics, sources }: Listed<CatalogSkill>) => ({
  skills: items.map(({ name, description, category, directory, platforms, tags, version, origin }) => ({
    ...{ name, description, category, platforms, tags, version },
    identifier: `official/${directory}`,
    origin,
  })),
  diagnostics,
  sources,
});

const toAscii = (text: string) =>
  text.replace(/[\u007F-\uFFFF]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`);

const noSkill = (name: string): Refusal => ({ code: 'skill/not-found', message: `Skill '${name}' not found.` });
