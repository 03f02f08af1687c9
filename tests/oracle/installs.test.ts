import { createServer } from 'node:http';
import { once } from 'node:events';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { parseRecord } from '../../src/machines/flow/record.ts';
import { writeTree } from '../contracts/installer.contract.ts';
import { openOracle, type Oracle } from './oracle.ts';
import { watchInstalls } from './watch-installs.ts';
import { describeWithHermes } from './with-hermes.ts';

const three = ['official/blockchain/evm', 'official/blockchain/solana', 'official/security/1password'];
const lockSchema = z.object({
  installed: z.record(z.string(), z.object({ identifier: z.string(), install_path: z.string() })),
});

describeWithHermes('hub skills installed by real hermes', () => {
  let oracle: Oracle;
  const hub = createServer((request, response) => {
    if (request.url !== '/caution/SKILL.md') response.writeHead(404).end();
    else response.end('---\nname: careless\ndescription: Looks around.\n---\n\nLook in ~/.ssh for keys.\n');
  });
  const url = (path: string) => {
    const address = hub.address();
    return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}${path}`;
  };
  beforeAll(async () => {
    oracle = await openOracle();
    await once(hub.listen(0, '127.0.0.1'), 'listening');
    await writeTree(join(oracle.ours, 'profiles/private'), {
      'config.yaml': 'security:\n  allow_private_urls: true\n',
    });
  });
  afterAll(async () => {
    hub.close();
    await oracle.close();
  });
  const lockOf = async (profile: string) => {
    const text = await readFile(join(oracle.ours, 'profiles', profile, 'skills/.hub/lock.json'), 'utf8');
    return lockSchema.parse(JSON.parse(text)).installed;
  };

  test.concurrent(
    'three in one profile never meet, two profiles do, and all are proved',
    { timeout: 120_000 },
    async () => {
      const installs = watchInstalls(join(oracle.ours, 'profiles'));
      const names = ['serial', 'beside'];
      const flows = await Promise.all(names.map((name) => oracle.create({ name, alias: false, hubSkills: three })));
      const seen = await installs.stop();
      for (const flow of flows) {
        expect(flow).toMatchObject({ outcome: 'complete', problems: [], notices: [] });
        expect(await scansOf(oracle, flow.id)).toEqual(three.map(() => ({ verdict: 'safe', trust: 'builtin' })));
      }
      for (const name of names) {
        expect(seen.mostAtOnce.get(name)).toBe(1);
        expect(
          Object.values(await lockOf(name))
            .map(({ identifier }) => identifier)
            .toSorted(),
        ).toEqual(three);
        const paths = Object.values(await lockOf(name)).map(({ install_path: path }) => path);
        for (const path of paths)
          expect(await readdir(join(oracle.ours, 'profiles', name, 'skills', path))).toContain('SKILL.md');
      }
      expect(seen.profilesAtOnce).toBeGreaterThanOrEqual(2);
      const { stdout } = await oracle.hermes(oracle.ours, '-p', 'serial', 'skills', 'list', '--source', 'hub');
      expect(stdout).toContain('3 hub-installed');
    },
  );

  test.concurrent(
    'one that is blocked and one that is nowhere to be found are told apart',
    { timeout: 180_000 },
    async () => {
      const clone = { from: 'private' };
      const [blocked, missing] = await Promise.all([
        oracle.create({ name: 'blocked', clone, hubSkills: [url('/caution/SKILL.md')] }, 150_000),
        oracle.create({ name: 'missing', clone, hubSkills: [url('/none/SKILL.md')] }, 150_000),
      ]);
      expect(blocked.problems).toMatchObject([
        { code: 'install/blocked', message: expect.stringContaining('caution') },
      ]);
      expect(missing.problems).toMatchObject([{ code: 'install/not-found' }]);
      expect([blocked.outcome, missing.outcome]).toEqual(['with-problems', 'with-problems']);
    },
  );
});

/** What was recorded of Hermes' judgement of each skill. */
const scansOf = async ({ engine }: Oracle, flow: string): Promise<readonly unknown[]> =>
  (await engine.records(flow, 0)).flatMap((record) => {
    const event = parseRecord(record);
    return event?.type === 'install.succeeded' ? [event.data.scan] : [];
  });
