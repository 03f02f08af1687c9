import type { SourceReport } from './catalog.ts';

/** A skill of a hub, before it is installed. */
export type HubSkill = Readonly<{
  name: string;
  description: string;
  /** Id of the source that has it, or the word Hermes' dashboard has for where it found it. */
  source: string;
  /** What an install takes. */
  identifier: string;
  /** How far Hermes trusts where it comes from: `builtin`, `trusted`, `community`. */
  trust: string;
  /** `owner/repo` on GitHub; null = not from there. */
  repo: string | null;
  /** Its directory where it comes from, `/` between the parts, empty = the top; null = not known. */
  path: string | null;
  tags: readonly string[];
}>;

/** What a source answers to a search: its matches, the best first, or why it has none. `note` = what is not as it should be. */
export type HubAnswer =
  | Readonly<{ ok: true; skills: readonly HubSkill[]; note?: string }>
  | Readonly<{ ok: false; reason: string }>;

/** One place skills are searched in. What fails outside is an answer, not an exception. */
export type HubSource = Readonly<{
  id: string;
  label: string;
  /** Why a search would fail, as far as is known without asking; null = nothing is known to be in the way. */
  findObstacle(): Promise<string | null>;
  /** At most 50. */
  search(text: string, signal: AbortSignal): Promise<HubAnswer>;
  /** Skills worth showing before a search. */
  featured?(limit: number): Promise<readonly HubSkill[]>;
}>;

/** What was found in all sources. `origin` is the source that told of it. */
export type HubSearch = Readonly<{
  skills: readonly (HubSkill & Readonly<{ origin: string }>)[];
  /** Matches by source, before the limit. */
  counts: Readonly<Record<string, number>>;
  /** Every source that was asked; one that is not ok did not answer. */
  reports: readonly SourceReport[];
}>;

/** A skill with what an install would read: the text of its SKILL.md, and the paths of its files in order. */
export type HubSkillText = HubSkill & Readonly<{ skillMd: string; files: readonly string[] }>;

export type ScanSeverity = 'critical' | 'high' | 'medium' | 'low';

/** The judgement of Hermes' own scanner; never made up without it. */
export type HubScan = Readonly<{
  name: string;
  identifier: string;
  source: string;
  trust: string;
  verdict: 'safe' | 'caution' | 'dangerous';
  summary: string;
  /** What Hermes' installer does by it: install, ask first, refuse. */
  policy: 'allow' | 'ask' | 'block';
  policyReason: string;
  findings: readonly ScanFinding[];
  counts: Readonly<Record<ScanSeverity, number>>;
}>;

/** `line` is 1-based; 0 = the file as a whole. */
export type ScanFinding = Readonly<{
  severity: string;
  category: string;
  file: string;
  line: number;
  description: string;
}>;

/** Why a skill could not be shown or scanned. `names` = skills to choose from. */
export type HubFault = Readonly<{
  ok: false;
  code:
    | 'hub/identifier-invalid'
    | 'hub/needs-hermes'
    | 'hub/not-found'
    | 'hub/several-skills'
    | 'hub/unsafe-content'
    | 'hub/source-failed'
    | 'hub/no-scanner'
    | 'hub/scan-failed';
  message: string;
  names?: readonly string[];
}>;

/** Looks at hub skills without installing them. Gives up with the signal. */
export type HubReader = Readonly<{
  preview(identifier: string, signal: AbortSignal): Promise<(Readonly<{ ok: true }> & HubSkillText) | HubFault>;
  scan(identifier: string, signal: AbortSignal): Promise<(Readonly<{ ok: true }> & HubScan) | HubFault>;
}>;

/** All skills there are to install, over every source. */
export type SkillHub = HubReader &
  Readonly<{
    /** The sources in order of preference; `ok` = it can be searched, as far as is known without asking. */
    sources(): Promise<readonly SourceReport[]>;
    /** Skills to show before anything is searched. */
    featured(limit: number): Promise<readonly HubSkill[]>;
    /** `source`: `all`, or one id; the optional skills of Hermes are searched with every one of them. */
    search(text: string, source: string, limit: number): Promise<HubSearch>;
    /** Ends what is under way. */
    close(): Promise<void>;
  }>;
