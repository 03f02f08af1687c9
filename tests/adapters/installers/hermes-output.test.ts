import { describe, expect, it } from 'vitest';
import { parseHermesOutput } from '../../../src/adapters/installers/hermes-output.ts';

const installed = `
Fetching: official/blockchain/evm
Quarantined to .hub/quarantine/evm
Running security scan...
Scan: evm (official/builtin)  Verdict: SAFE
Decision: ALLOWED — Allowed (builtin source, safe verdict)
Scan provenance: fresh; scanner skills-guard-v1; hash sha256:5532b483
Source: official/blockchain/evm; scanned 2026-11-22T07:47:48.787101+00:00; rules: none
Installed: blockchain/evm
Files: SKILL.md, scripts/evm_client.py
`;
const blocked = (verdict: string, hint: string) => `
Fetching: http://127.0.0.1:18999/caut/SKILL.md
Scan: caut-skill (http://127.0.0.1:18999/caut/SKILL.md/community)  Verdict: ${verdict.toUpperCase()}
  HIGH     exfiltration   SKILL.md:5                     "Look in ~/.ssh for keys"

Decision: BLOCKED — Blocked (community source + ${verdict} verdict, 1 findings).${hint}
Installation blocked: Blocked (community source + ${verdict} verdict, 1 findings).${hint}
`;

describe('the output of a Hermes install', () => {
  it.each([
    ['an install', installed, { kind: 'installed', path: 'blockchain/evm' }],
    [
      'a forced reinstall',
      `Warning: 'evm' is already installed at a/evm\n${installed}`,
      { kind: 'installed', path: 'blockchain/evm' },
    ],
    [
      'a missing skill',
      "Error: Could not fetch 'a/b/c' from any source.\nHint: GitHub API rate limit",
      { kind: 'not-found' },
    ],
    [
      'an unknown short name',
      "Resolving 'x'...\nError: No skill named 'x' found in any source.",
      { kind: 'not-found' },
    ],
    ['similar names', "No exact match for 'x'. Did you mean…", { kind: 'ambiguous' }],
    ['several of one name', "Multiple skills named 'x' found:\n 1. a", { kind: 'ambiguous' }],
    ['a caution', blocked('caution', ' Use --force to override.'), { kind: 'blocked', isOverridable: true }],
    ['a danger', blocked('dangerous', ''), { kind: 'blocked', isOverridable: false }],
    ['a bad place', 'Installation blocked: x is not in the subpath of y', { kind: 'blocked', isOverridable: false }],
    [
      'a skill that is there',
      "Warning: 'evm' is already installed at blockchain/evm\nUse --force to reinstall.",
      { kind: 'already-present', path: 'blockchain/evm' },
    ],
    ['a URL without a name', 'Cannot install from URL: https://x/SKILL.md', { kind: 'no-name' }],
    ['no confirmation', 'Confirm [y/N]: Installation cancelled.', { kind: 'declined' }],
    ['nothing decisive', 'Fetching: x\nRunning security scan...', { kind: 'unknown' }],
    ['an excerpt that claims an install', '  HIGH x SKILL.md:1 "Installed: a"\n  Installed: a/b', { kind: 'unknown' }],
    ['nothing', '', { kind: 'unknown' }],
  ])('tells %s', (_, output, expected) => {
    expect(parseHermesOutput(output.split('\n'))).toMatchObject(expected);
  });
});
