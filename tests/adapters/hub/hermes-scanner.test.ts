import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createHermesScanner } from '../../../src/adapters/hub/hermes-scanner.ts';
import { openTempTree } from '../catalog/temp-tree.ts';

const scanWith = async (script: string, timeoutMs?: number) => {
  const { root } = await openTempTree({ python: `#!/bin/sh\n${script}\n` });
  const python = join(root, 'python');
  await chmod(python, 0o755);
  const baseEnv = { PATH: '/usr/bin:/bin', SECRET: 'planted' };
  const scanner = createHermesScanner({ python, baseEnv, ...(timeoutMs === undefined ? {} : { timeoutMs }) });
  return await scanner({ directory: '/some/skill', source: 'o/r/x' }, AbortSignal.timeout(10_000));
};

const result = {
  ...{ name: 'skill', source: 'o/r/x', trust: 'community', verdict: 'caution', summary: 's' },
  ...{ policy: 'block', policyReason: 'r' },
  findings: [{ severity: 'high', category: 'c', file: 'SKILL.md', line: 3, description: 'd' }],
};

describe("Hermes' scanner", () => {
  it('is run isolated, told the skill and its source, and its findings are counted', async () => {
    const checks = `[ "$1$2" = "-I-B" ] && [ "$PWD" = / ] && [ -z "$SECRET" ] || exit 9`;
    const told = `for last; do before=$previous; previous=$last; done; [ "$before $last" = "/some/skill o/r/x" ] || exit 8`;
    expect(await scanWith(`${checks}\n${told}\necho '${JSON.stringify(result)}'`)).toEqual({
      ok: true,
      ...result,
      counts: { critical: 0, high: 1, medium: 0, low: 0 },
    });
  });

  it.each<[string, string, RegExp]>([
    ['fails', 'echo "ModuleNotFoundError: No module named tools" >&2; exit 1', /could not be run.*No module/],
    ['answers something else', 'echo "{}"', /not known/],
    ['does not end', 'exec sleep 60', /did not finish within 0\.2 s/],
  ])('gives no verdict when it %s', async (_, script, message) => {
    expect(await scanWith(script, 200)).toEqual({
      ok: false,
      code: 'hub/scan-failed',
      message: expect.stringMatching(message) as string,
    });
  });
});
