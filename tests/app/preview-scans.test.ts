import { describe, expect, it } from 'vitest';
import { findScanWarnings } from '../../src/app/preview-scans.ts';
import type { HubReader, HubScan } from '../../src/machines/ports/skill-hub.ts';

const scanOf = (policy: HubScan['policy']): HubScan & { ok: true } => ({
  ...{ ok: true, name: 'x', identifier: 'x', source: 'x', trust: 'community', verdict: 'caution', summary: 's' },
  ...{ policy, policyReason: 'Blocked (3 findings). Use --force.', findings: [] },
  counts: { critical: 0, high: 3, medium: 0, low: 0 },
});

const warn = (scan: HubReader['scan'], installer: 'hermes' | 'skills' = 'hermes') =>
  findScanWarnings({ scan }, [{ identifier: 'o/r/x', installer }], 50);

describe('what a preview says of a hub skill', () => {
  it('is that Hermes will refuse it, or that another installer will not', async () => {
    const blocked = async () => scanOf('block');
    const found = `Hermes' scanner says "caution" to o/r/x: Blocked (3 findings). Use --force.`;
    expect(await warn(blocked)).toEqual([
      {
        item: 'install:o/r/x',
        code: 'install/would-be-blocked',
        message: `${found} Hermes will refuse to install it.`,
      },
    ]);
    expect(await warn(blocked, 'skills')).toMatchObject([
      { code: 'install/would-be-blocked', message: expect.stringContaining('does not scan') as string },
    ]);
  });

  it('is that Hermes would ask first', async () => {
    expect(await warn(async () => scanOf('ask'))).toMatchObject([{ code: 'install/would-be-asked' }]);
  });

  it.each<[string, HubReader['scan']]>([
    ['allows it', async () => scanOf('allow')],
    ['cannot tell', async () => ({ ok: false, code: 'hub/no-scanner', message: 'No Hermes.' })],
    ['fails', () => Promise.reject(new Error('it broke'))],
    [
      'takes too long',
      (_, signal) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason as Error));
        }),
    ],
  ])('is nothing when the scanner %s', async (_, scan) => {
    expect(await warn(scan)).toEqual([]);
  });
});
