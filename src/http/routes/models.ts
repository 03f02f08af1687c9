import { Hono } from 'hono';
import { isRefused } from '../../app/refusal.ts';
import type { ModelSetting } from '../../machines/ports/profile-settings.ts';
import { parseShape } from '../body.ts';
import { modelOptionsQuery, recommendedQuery } from '../catalog-schema.ts';
import type { HttpEnv, Parts } from '../env.ts';
import { recommend, toRows } from '../model-rows.ts';
import { sendProblem } from '../problem.ts';
import { findProfile, profileQuery, refuseProfile } from '../profile-param.ts';

/** Models to choose from, as Hermes' dashboard offers them. */
export const modelRoutes = ({ catalog, settings }: Pick<Parts, 'catalog' | 'settings'>) =>
  new Hono<HttpEnv>()
    .get('/model/options', async (c) => {
      const query = parseShape(modelOptionsQuery, c.req.query(), 'query');
      if (isRefused(query)) return sendProblem(c, query.refusal);
      const { profile: named, include_unconfigured: includeUnconfigured, explicit_only: explicitOnly } = query.body;
      const found = await findProfile(settings, named);
      if (isRefused(found)) return refuseProfile(c, found);
      const [providers, current, credentials, own] = await Promise.all([
        catalog.providers(),
        settings.model(found.profile),
        settings.credentials(found.profile),
        settings.providers(found.profile),
      ]);
      const facts = { current: current.value, credentials, settings: own.value };
      const rows = toRows(providers.items, facts, { includeUnconfigured, explicitOnly });
      const { model, provider } = current.value;
      const sources = [...providers.sources, ...(current.source.ok ? [] : [current.source])];
      return c.json({ providers: rows, model, provider, sources }, 200, noStore);
    })
    .get('/model/recommended-default', async (c) => {
      const query = parseShape(recommendedQuery, c.req.query(), 'query');
      if (isRefused(query)) return sendProblem(c, query.refusal);
      const provider = query.body.provider.trim().toLowerCase();
      const { items, sources } = await catalog.providers();
      const model = recommend(items.find(({ slug }) => slug === provider)?.models ?? []);
      return c.json({ provider, model, free_tier: null, sources }, 200, noStore);
    })
    .get('/model/info', async (c) => {
      const query = parseShape(profileQuery, c.req.query(), 'query');
      if (isRefused(query)) return sendProblem(c, query.refusal);
      const found = await findProfile(settings, query.body.profile);
      if (isRefused(found)) return refuseProfile(c, found);
      const { value } = await settings.model(found.profile);
      const { items, sources } = await catalog.providers();
      return c.json({ ...toInfo(value, items), sources }, 200, noStore);
    });

const noStore = { 'Cache-Control': 'no-store' };

type Providers = Awaited<ReturnType<Parts['catalog']['providers']>>['items'];

const toInfo = ({ model, provider, contextLength }: ModelSetting, providers: Providers) => {
  const slug = provider.trim().toLowerCase();
  const known =
    model === '' ? undefined : providers.find((one) => one.slug === slug)?.models.find(({ id }) => id === model);
  const auto = known?.context ?? 0;
  return {
    model,
    provider,
    auto_context_length: auto,
    config_context_length: model === '' ? 0 : contextLength,
    effective_context_length: model === '' ? 0 : contextLength || auto,
    capabilities: known
      ? {
          supports_tools: known.tools,
          supports_vision: known.vision,
          supports_reasoning: known.reasoning,
          context_window: known.context,
          max_output_tokens: known.output,
          model_family: '',
        }
      : {},
  };
};
