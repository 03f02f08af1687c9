import { execa } from 'execa';
import type { HubFault, HubScan } from '../../machines/ports/skill-hub.ts';
import { sharedEnvironment } from '../installers/environment.ts';
import { decisiveLine } from '../installers/command-output.ts';
import { createSlots } from '../mcp/slots.ts';
import { fault } from './located-skill.ts';
import { scanResultSchema, withCounts } from './scan-result.ts';

/** What Hermes makes of a directory; `source` decides how far it is trusted. */
export type Scanner = (
  scanned: Readonly<{ directory: string; source: string }>,
  signal: AbortSignal,
) => Promise<(Readonly<{ ok: true }> & Omit<HubScan, 'identifier'>) | HubFault>;

export type HermesScannerOptions = Readonly<{
  /** The Python Hermes runs on. */
  python: string;
  baseEnv: Readonly<Record<string, string>>;
  /** How long one scan may take; default 20 s. */
  timeoutMs?: number;
}>;

/** The scanner of the installed Hermes, run by its own Python: nothing of it is repeated here. */
export const createHermesScanner = ({ python, baseEnv, timeoutMs = 20_000 }: HermesScannerOptions): Scanner => {
  const slots = createSlots({ open: 2, waiting: 64 });
  return async ({ directory, source }, signal) => {
    const leave = await slots.enter(signal);
    if (leave === null) return fault('hub/scan-failed', 'Too many skills wait to be scanned. Ask again later.');
    try {
      const { stdout, stderr, exitCode, timedOut } = await execa(python, [...ARGUMENTS, directory, source], {
        // Not the skill's directory, from which Python would import.
        cwd: '/',
        env: { ...sharedEnvironment(baseEnv), HOME: '/nonexistent', HERMES_HOME: '/nonexistent' },
        extendEnv: false,
        stdin: 'ignore',
        reject: false,
        timeout: timeoutMs,
        cancelSignal: signal,
        forceKillAfterDelay: 1000,
        maxBuffer: 16 * 1024 * 1024,
      });
      if (timedOut) return fault('hub/scan-failed', `Hermes' scanner did not finish within ${timeoutMs / 1000} s.`);
      if (exitCode !== 0)
        return fault('hub/scan-failed', `Hermes' scanner could not be run: ${decisiveLine(stderr.split('\n'))}`);
      return toScan(stdout);
    } finally {
      leave();
    }
  };
};

const SCRIPT = `
import json, sys
from pathlib import Path
from tools.skills_guard import scan_skill, should_allow_install

result = scan_skill(Path(sys.argv[1]), source=sys.argv[2])
allowed, reason = should_allow_install(result, force=False)
print(json.dumps({
    "name": result.skill_name, "source": result.source, "trust": result.trust_level,
    "verdict": result.verdict, "summary": result.summary,
    "policy": "ask" if allowed is None else "allow" if allowed else "block", "policyReason": reason,
    "findings": [
        {"severity": f.severity, "category": f.category, "file": f.file, "line": f.line, "description": f.description}
        for f in result.findings
    ],
}))
`;

/** Isolated: nothing is imported but Hermes and what it is installed with. Compiled files are not written. */
const ARGUMENTS = ['-I', '-B', '-X', 'utf8', '-c', SCRIPT];

const toScan = (stdout: string): Awaited<ReturnType<Scanner>> => {
  try {
    return { ok: true, ...withCounts(scanResultSchema.parse(JSON.parse(stdout))) };
  } catch {
    return fault('hub/scan-failed', "Hermes' scanner answered in a way that is not known.");
  }
};
