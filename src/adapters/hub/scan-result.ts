import { z } from 'zod';
import type { HubScan } from '../../machines/ports/skill-hub.ts';

/** What a scanner of Hermes says, before its findings are counted. */
export const scanResultSchema = z.object({
  name: z.string(),
  source: z.string(),
  trust: z.string(),
  verdict: z.enum(['safe', 'caution', 'dangerous']),
  summary: z.string(),
  policy: z.enum(['allow', 'ask', 'block']),
  policyReason: z.string(),
  findings: z.array(
    z.object({
      severity: z.string(),
      category: z.string(),
      file: z.string(),
      line: z.number(),
      description: z.string(),
    }),
  ),
});

export const withCounts = (result: z.infer<typeof scanResultSchema>): Omit<HubScan, 'identifier'> => {
  const count = (severity: string) => result.findings.filter((finding) => finding.severity === severity).length;
  return {
    ...result,
    counts: { critical: count('critical'), high: count('high'), medium: count('medium'), low: count('low') },
  };
};
