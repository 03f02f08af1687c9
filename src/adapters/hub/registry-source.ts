import { z } from 'zod';
import type { Clock } from '../../machines/ports/clock.ts';
import type { HubAnswer, HubSkill, HubSource } from '../../machines/ports/skill-hub.ts';
import { parseIdentifier } from '../../machines/flow/skill-identifier.ts';
import { MOST_MATCHES } from './match-skills.ts';
import { trustOf } from './trust.ts';

export type RegistryOptions = Readonly<{
  /** Address of the registry, as the `skills` CLI has it in `SKILLS_API_URL`. */
  url: string;
  clock: Pick<Clock, 'now'>;
  /** How long it may take to answer; default 2500 ms. */
  timeoutMs?: number;
  /** How long it is left alone after it did not answer; default 30 s. */
  restMs?: number;
}>;

/** The registry the `skills` CLI searches (skills.sh). What it has is installed from GitHub. */
export const createRegistrySource = (options: RegistryOptions): HubSource => {
  const { url, clock, timeoutMs = 2500, restMs = 30_000 } = options;
  let failure: Readonly<{ reason: string; at: number }> | null = null;
  const resting = () => (failure && clock.now().getTime() - failure.at < restMs ? failure.reason : null);
  return {
    id: 'skills-sh',
    label: URL.parse(url)?.host ?? url,
    findObstacle: async () => resting(),
    search: async (text, signal) => {
      // The registry refuses shorter ones.
      if (text.trim().length < 2) return { ok: true, skills: [] };
      // Searches come with every few keystrokes: without a network none but the first may wait.
      const known = resting();
      if (known !== null) return { ok: false, reason: known };
      const answer = await ask(url, text, AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]));
      failure = answer.ok || signal.aborted ? null : { reason: answer.reason, at: clock.now().getTime() };
      return answer;
    },
  };
};

const ask = async (url: string, text: string, signal: AbortSignal): Promise<HubAnswer> => {
  const query = new URLSearchParams({ q: text.trim(), limit: String(MOST_MATCHES) }).toString();
  try {
    const response = await fetch(`${url.replace(/\/+$/, '')}/api/search?${query}`, { signal });
    if (!response.ok) return { ok: false, reason: `${url} answered with status ${response.status}` };
    const parsed = answerSchema.safeParse(await response.json());
    if (!parsed.success) return { ok: false, reason: `${url} answered in a shape that is not known` };
    return { ok: true, skills: parsed.data.skills.flatMap(toHubSkill).slice(0, MOST_MATCHES) };
  } catch (error) {
    const isLate = error instanceof Error && error.name === 'TimeoutError';
    return { ok: false, reason: `${url} ${isLate ? 'did not answer in time' : 'could not be reached'}` };
  }
};

/** One line of text: what a stranger named must not draw on a terminal. */
const line = z.string().transform((text) => text.replaceAll(/\p{Cc}+/gu, ' ').trim());
const answerSchema = z.object({
  skills: z.array(
    z.object({ name: line, skillId: line.catch(''), source: line.catch(''), installs: z.number().catch(0) }),
  ),
});
type RegistrySkill = z.infer<typeof answerSchema>['skills'][number];

/** None for a skill that is not on GitHub: nothing here could install it. */
const toHubSkill = ({ name, skillId, source, installs }: RegistrySkill): readonly HubSkill[] => {
  const identifier = `${source}@${skillId}`;
  if (parseIdentifier(identifier).kind !== 'github') return [];
  const count = installs > 0 ? `, installed ${installs.toLocaleString('en')} times` : '';
  return [
    {
      ...{ name, description: `In ${source}${count}.`, source: 'skills.sh', identifier },
      ...{ trust: trustOf(source), repo: source, path: null, tags: [] },
    },
  ];
};
