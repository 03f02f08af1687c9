import type { NextAction, NoticeCode, ProblemCode } from '../machines/flow/codes.ts';
import type { PlanInput } from '../machines/flow/plan.ts';
import { toProfileId } from '../machines/flow/profile-name.ts';
import { isAtRest } from '../machines/flow/rest.ts';
import { type ProblemView, toFlowView } from '../machines/flow/view.ts';
import type { McpProber } from '../machines/ports/mcp-prober.ts';
import type { RehearsedFile, ScratchHome } from '../machines/ports/scratch-home.ts';
import type { SkillHub } from '../machines/ports/skill-hub.ts';
import { createEngine } from './create-engine.ts';
import type { Deps } from './deps.ts';
import { type DiffLine, diffLines } from './line-diff.ts';
import { type PreviewAction, toActions, toInstalls } from './preview-actions.ts';
import { findScanWarnings, type ScanWarning } from './preview-scans.ts';
import { createKeyedQueue } from './queue.ts';
import { isRefused, type Refused } from './refusal.ts';
import { readReservation } from './reservation.ts';

/** A file a create would write, line by line, secrets masked. The lines with `" "` and `"+"` are the file. */
export type FilePreview = Readonly<{
  /** Relative to the profile; absolute outside of it. */
  path: string;
  /** `modify`: what it was copied from has another content. */
  change: 'create' | 'modify';
  diff: readonly DiffLine[];
  bytes: number;
  /** Whether the last line ends in a line break. */
  endsInNewline: boolean;
  /** False for what is no text, or too long: the diff is empty. */
  isShown: boolean;
}>;

export type PreviewWarning =
  | Readonly<{ item: string; code: NoticeCode | 'mcp/not-on-path'; message: string }>
  | ScanWarning;

/** What a create would do and what would not work, before anything is written. */
export type Preview = Readonly<{
  /** Directory of the profile. */
  home: string;
  files: readonly FilePreview[];
  actions: readonly PreviewAction[];
  warnings: readonly PreviewWarning[];
  problems: readonly ProblemView[];
}>;

export type PreviewPlan = (input: PlanInput) => Promise<Preview | Refused>;

export type PreviewOptions = Readonly<{
  deps: Deps;
  mcpProber: Pick<McpProber, 'inspect'>;
  skillHub: Pick<SkillHub, 'scan'>;
  /** How long hub skills may take to be scanned; default 5 s. */
  scanMs?: number;
  /** A scratch home, and ports that keep nothing. */
  openScratch(profile: string): Promise<ScratchHome & Readonly<{ deps: Deps }>>;
}>;

/** Rehearses a create: the same machine and writers, against a scratch home. One at a time. Hub skills are scanned, not installed. */
export const createPreview = (options: PreviewOptions): PreviewPlan => {
  const queue = createKeyedQueue();
  return (input) => queue.run('preview', () => preview(options, input));
};

const preview = async (options: PreviewOptions, input: PlanInput): Promise<Preview | Refused> => {
  const profile = toProfileId(input.name);
  const scratch = await options.openScratch(profile);
  try {
    const installs = toInstalls(options.deps.installers, input.hubSkills);
    const [flow, scanWarnings] = await Promise.all([
      rehearse(scratch.deps, input),
      findScanWarnings(options.skillHub, installs.chosen, options.scanMs ?? 5000),
    ]);
    if (isRefused(flow)) return flow;
    const rehearsed = await scratch.read();
    const { home } = options.deps;
    return {
      home: home.pathOf(profile),
      files: rehearsed.files.map(toFilePreview),
      actions: [...toActions(rehearsed, home.pathOf(profile)), ...installs.actions],
      warnings: [
        ...flow.notices.map((notice) => ({ ...notice, message: scratch.toReal(notice.message) })),
        ...(await findMcpWarnings(options.mcpProber, input)),
        ...scanWarnings,
      ],
      problems: [
        ...(await findTaken(options.deps, profile)),
        ...flow.problems.map((problem) => ({ ...problem, message: scratch.toReal(problem.message) })),
        ...installs.problems,
      ],
    };
  } finally {
    await scratch.close();
  }
};

const rehearse = async (deps: Deps, input: PlanInput) => {
  const engine = createEngine(deps);
  try {
    const started = await engine.startFlow({ ...input, hubSkills: [] });
    if (isRefused(started)) return started;
    return toFlowView(await engine.when(started.view.id, isAtRest, AbortSignal.timeout(LONGEST_MS)));
  } finally {
    await engine.close();
    deps.list.close();
    await deps.store.close();
  }
};

/** A disk that hangs must not keep the next preview waiting for ever. */
const LONGEST_MS = 60_000;

const toFilePreview = ({ path, before, after, bytes }: RehearsedFile): FilePreview => ({
  path,
  change: before === null ? 'create' : 'modify',
  diff: after === null ? [] : diffLines(before, after),
  bytes,
  endsInNewline: after?.endsWith('\n') ?? false,
  isShown: after !== null,
});

const findMcpWarnings = async (prober: PreviewOptions['mcpProber'], input: PlanInput): Promise<PreviewWarning[]> => {
  const found = await Promise.all(
    input.mcpServers.map(async (server) => {
      const message = await prober.inspect(server);
      return message === null ? [] : [{ item: `mcp:${server.name.trim()}`, code: 'mcp/not-on-path' as const, message }];
    }),
  );
  return found.flat();
};

const findTaken = async ({ home, store }: Deps, profile: string): Promise<ProblemView[]> => {
  const about = { item: 'identity', code: 'profile/exists', nextAction: 'create-again' } as const satisfies {
    item: string;
    code: ProblemCode;
    nextAction: NextAction;
  };
  if ((await readReservation(store, profile)).holder !== null)
    return [{ ...about, message: `Another flow is creating "${profile}" right now. Choose another name.` }];
  if (!(await home.exists(profile))) return [];
  return [
    { ...about, message: `Profile '${profile}' already exists at ${home.pathOf(profile)}. Choose another name.` },
  ];
};
