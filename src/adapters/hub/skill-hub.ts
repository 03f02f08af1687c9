import type { SourceReport } from '../../machines/ports/catalog.ts';
import type { HubAnswer, HubFault, HubReader, HubSearch, HubSource, SkillHub } from '../../machines/ports/skill-hub.ts';
import { errorCode } from '../files/errno.ts';
import { findingOf } from '../hermes-home/file-fault.ts';
import { parseIdentifier } from '../../machines/flow/skill-identifier.ts';
import { fault } from './located-skill.ts';
import { rankSkills } from './match-skills.ts';
import { OFFICIAL } from './official-skills.ts';

export type SkillHubOptions = Readonly<{
  /** In order of preference. */
  sources: readonly HubSource[];
  local: HubReader;
  /** A Hermes that runs: asked about what only Hermes can reach or judge. */
  hermes: HubReader | null;
  /** How long a search waits for its sources; default 6 s. */
  searchMs?: number;
  close?(): Promise<void>;
}>;

/** The hub over its sources, each of which answers or is told as one that did not; none keeps the others waiting for ever. */
export const createSkillHub = (options: SkillHubOptions): SkillHub => {
  const { sources, local, hermes, searchMs = 6000, close = async () => {} } = options;
  return {
    sources: () =>
      Promise.all(sources.map(async (source) => toReport(source, await source.findObstacle().catch(toReason)))),
    async featured(limit) {
      const shown = await Promise.all(sources.map(async (source) => (await source.featured?.(limit)) ?? []));
      return shown.flat().slice(0, limit);
    },
    async search(text, wanted, limit) {
      // Hermes asks its own optional skills whatever is wanted.
      const asked = sources.filter(({ id }) => wanted === 'all' || id === wanted || id === OFFICIAL);
      const signal = AbortSignal.timeout(searchMs);
      const answers = await Promise.all(
        asked.map(async (source) => ({ source, answer: await askSource(source, text, signal) })),
      );
      return merge(answers, text, limit);
    },
    async preview(identifier, signal) {
      const answer = await within(local.preview(identifier, signal), signal);
      if (answer.ok || answer.code !== 'hub/needs-hermes' || hermes === null) return answer;
      return await hermes.preview(identifier, signal);
    },
    async scan(identifier, signal) {
      const answer = await within(local.scan(identifier, signal), signal);
      if (answer.ok || !isHermesAble(identifier) || hermes === null) return answer;
      return ['hub/needs-hermes', 'hub/no-scanner'].includes(answer.code)
        ? await hermes.scan(identifier, signal)
        : answer;
    },
    close,
  };
};

type Answered = Readonly<{ source: HubSource; answer: HubAnswer }>;

const askSource = async (source: HubSource, text: string, signal: AbortSignal): Promise<HubAnswer> => {
  try {
    return await orAborted(source.search(text, signal), signal);
  } catch (error) {
    return { ok: false, reason: signal.aborted ? 'It did not answer in time.' : toReason(error) };
  }
};

const merge = (answers: readonly Answered[], text: string, limit: number): HubSearch => {
  const found = answers.flatMap(({ source, answer }) =>
    answer.ok ? answer.skills.map((skill) => ({ ...skill, origin: source.id })) : [],
  );
  const skills = new Map<string, (typeof found)[number]>();
  for (const skill of found) {
    const before = skills.get(skill.identifier);
    if (before === undefined || rankOf(skill.trust) > rankOf(before.trust)) skills.set(skill.identifier, skill);
  }
  return {
    skills: rankSkills([...skills.values()], text).slice(0, limit),
    counts: Object.fromEntries(
      answers.flatMap(({ source, answer }) => (answer.ok ? [[source.id, answer.skills.length]] : [])),
    ),
    reports: answers.map(({ source, answer }) =>
      answer.ok
        ? { ...toReport(source, null), ...(answer.note === undefined ? {} : { reason: answer.note }) }
        : toReport(source, answer.reason),
    ),
  };
};

const rankOf = (trust: string): number => ['community', 'trusted', 'builtin'].indexOf(trust);

const toReport = ({ id, label }: HubSource, obstacle: string | null): SourceReport =>
  obstacle === null ? { id, label, ok: true } : { id, label, ok: false, reason: obstacle };

const toReason = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Folders and git addresses mean something else to Hermes, or nothing. */
const isHermesAble = (identifier: string): boolean => {
  const parsed = parseIdentifier(identifier);
  return parsed.kind === 'github' ? parsed.path !== null : ['official', 'hub'].includes(parsed.kind);
};

const within = async <T extends object>(work: Promise<T | HubFault>, signal: AbortSignal): Promise<T | HubFault> => {
  try {
    return await orAborted(work, signal);
  } catch (error) {
    if (errorCode(error) !== '') return fault('hub/source-failed', `The skill could not be read: ${findingOf(error)}.`);
    if (!signal.aborted) throw error;
    return fault('hub/source-failed', 'It took too long to fetch. Ask again: what was begun may be there by then.');
  }
};

/** What is asked goes on; whoever waits for it does not. */
const orAborted = async <T>(work: Promise<T>, signal: AbortSignal): Promise<T> => {
  const aborted = Promise.withResolvers<never>();
  const abort = () => aborted.reject(signal.reason);
  if (signal.aborted) abort();
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await Promise.race([work, aborted.promise]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
};
