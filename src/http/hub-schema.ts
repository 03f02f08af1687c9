import { z } from 'zod';
import type { HubScan, HubSkill, HubSkillText } from '../machines/ports/skill-hub.ts';
import { profileQuery } from './profile-param.ts';

export const hubSearchQuery = profileQuery.extend({
  q: z.string().max(512).default(''),
  /** `all`, or the id of one source. */
  source: z.string().max(2048).default('all'),
  /** More than 50 are not given, as Hermes does. */
  limit: z
    .string()
    .regex(/^-?\d{1,9}$/, 'must be a whole number')
    .transform((text) => Math.min(Math.max(Number(text), 1), 50))
    .default(20),
});

export const hubSkillQuery = profileQuery.extend({ identifier: z.string().max(4096).default('') });

const texts = z.array(z.string()).readonly();
const report = { id: z.string(), label: z.string(), reason: z.string().optional() };
const catalogs = z.array(z.object({ ...report, ok: z.boolean() })).readonly();
const metaSchema = z.object({
  name: z.string(),
  description: z.string(),
  source: z.string(),
  identifier: z.string(),
  trust_level: z.string(),
  repo: z.string().nullable(),
  tags: texts,
});
const installed = z.record(
  z.string(),
  z.object({ name: z.string(), trust_level: z.string(), scan_verdict: z.string() }),
);

export const hubSourcesSchema = z.object({
  sources: z.array(z.object({ ...report, available: z.boolean(), searchable: z.boolean() })).readonly(),
  index_available: z.boolean(),
  featured: z.array(metaSchema).readonly(),
  installed,
  catalogs,
});

export const hubSearchSchema = z.object({
  results: z.array(metaSchema.extend({ origin: z.string() })).readonly(),
  source_counts: z.record(z.string(), z.number()),
  timed_out: texts,
  installed,
  catalogs: catalogs.optional(),
});

export const hubPreviewSchema = metaSchema.extend({ skill_md: z.string(), files: texts });

const count = z.number().int();
export const hubScanSchema = z.object({
  name: z.string(),
  identifier: z.string(),
  source: z.string(),
  trust_level: z.string(),
  verdict: z.enum(['safe', 'caution', 'dangerous']),
  summary: z.string(),
  policy: z.enum(['allow', 'ask', 'block']),
  policy_reason: z.string(),
  findings: z
    .array(
      z.object({
        severity: z.string(),
        category: z.string(),
        file: z.string(),
        line: z.number().int(),
        description: z.string(),
      }),
    )
    .readonly(),
  severity_counts: z.object({ critical: count, high: count, medium: count, low: count }),
});

/** A skill as Hermes' hub shows it. */
export const toMeta = ({
  name,
  description,
  source,
  identifier,
  trust,
  repo,
  tags,
}: HubSkill): z.infer<typeof metaSchema> => ({
  ...{ name, description, source, identifier },
  ...{ trust_level: trust, repo, tags },
});

export const toPreview = (skill: HubSkillText): z.infer<typeof hubPreviewSchema> => ({
  ...toMeta(skill),
  skill_md: skill.skillMd,
  files: skill.files,
});

export const toScan = ({ trust, policyReason, counts, ...scan }: HubScan): z.infer<typeof hubScanSchema> => ({
  ...{ name: scan.name, identifier: scan.identifier, source: scan.source, trust_level: trust },
  ...{ verdict: scan.verdict, summary: scan.summary, policy: scan.policy, policy_reason: policyReason },
  ...{ findings: scan.findings, severity_counts: counts },
});
