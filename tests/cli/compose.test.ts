import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createCompose } from '../../src/cli/compose.ts';
import type { Settings } from '../../src/cli/settings.ts';
import type { EventStore } from '../../src/machines/ports/event-store.ts';

const settingsIn = async (): Promise<Settings> => {
  const base = await mkdtemp(join(tmpdir(), 'compose-'));
  onTestFinished(() => rm(base, { recursive: true, force: true }));
  const at = (name: string) => join(base, name);
  return {
    ...{ host: '127.0.0.1', port: 0, token: null, env: {} },
    ...{ hermesHome: at('hermes'), dataDir: at('data'), homedir: at('user') },
    ...{ logFile: at('data/events.db'), tokenFile: at('data/token') },
  };
};

test('lets go of the log and the lock when it cannot resume', async () => {
  const settings = await settingsIn();
  const opened: EventStore[] = [];
  const failing = createCompose((deps) => {
    opened.push(deps.store);
    return { ...deps, vault: { ...deps.vault, sweep: () => Promise.reject(new Error('a bad sector')) } };
  });
  await expect(failing(settings)).rejects.toThrow('a bad sector');
  await expect(opened[0]?.head()).rejects.toMatchObject({ code: 'store/closed' });
  const again = await createCompose()(settings);
  expect(again.ok).toBe(true);
  if (again.ok) await again.close();
});
