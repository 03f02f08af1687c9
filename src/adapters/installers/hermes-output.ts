/** What Hermes' install command said it did. Its exit code says nothing: it is 0 for all of these. */
export type HermesOutcome =
  /** `path` is relative to the profile's `skills/`. */
  | Readonly<{ kind: 'installed' | 'already-present'; path: string }>
  | Readonly<{ kind: 'blocked'; reason: string; isOverridable: boolean }>
  | Readonly<{ kind: 'not-found' | 'ambiguous' | 'no-name' | 'declined'; line: string }>
  | Readonly<{ kind: 'unknown' }>;

type Reading = Readonly<{ pattern: RegExp; read: (line: string, detail: string) => HermesOutcome }>;

// In order of weight: a forced reinstall prints the warning and `Installed:`, so the later word wins.
// Anchored at the start, because findings quote the skill's own text on indented lines.
const readings: readonly Reading[] = [
  { pattern: /^Installed: (.+)$/, read: (_, path) => ({ kind: 'installed', path }) },
  {
    pattern: /^Installation blocked: (.+)$/,
    read: (_, reason) => ({ kind: 'blocked', reason, isOverridable: /Use --force to override/.test(reason) }),
  },
  { pattern: /^(?:Confirm \[y\/N\]: ?)?(Installation cancelled\.)/, read: (line) => ({ kind: 'declined', line }) },
  { pattern: /^Warning: '.*' is already installed at (.+)$/, read: (_, path) => ({ kind: 'already-present', path }) },
  { pattern: /^Cannot install from URL: (.+)$/, read: (line) => ({ kind: 'no-name', line }) },
  { pattern: /^Invalid --name: (.+)$/, read: (line) => ({ kind: 'no-name', line }) },
  { pattern: /^(Multiple skills named|No exact match for) /, read: (line) => ({ kind: 'ambiguous', line }) },
  { pattern: /^Error: (Could not fetch|No skill named) /, read: (line) => ({ kind: 'not-found', line }) },
];

/** The outcome its lines (without colours) tell; `unknown` when no decisive line is among them. */
export const parseHermesOutput = (lines: readonly string[]): HermesOutcome => {
  for (const { pattern, read } of readings) {
    const line = lines.findLast((text) => pattern.test(text));
    if (line !== undefined) return read(line.trim(), pattern.exec(line)?.[1]?.trim() ?? '');
  }
  return { kind: 'unknown' };
};
