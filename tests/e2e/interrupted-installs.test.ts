import { access, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeFakeHermes } from './fake-hermes.ts';
import { createAsHermes, inProfile } from './hermes.ts';
import { readStream } from './read-stream.ts';
import { createScratch, type Scratch, type Server, startServer } from './server.ts';
import { makeSlowGit } from './slow-git.ts';

/** An install that hangs until it is let go. */
type Hanging = Readonly<{
  identifier: string;
  skill: string;
  env: Readonly<Record<string, string>>;
  letGo(): Promise<void>;
}>;

const byHermes = async ({ directory }: Scratch): Promise<Hanging> => {
  const [identifier, go] = ['official/blockchain/evm', join(directory, 'go')];
  const { env } = await makeFakeHermes(directory, ['blockchain/evm'], { [identifier]: { WAITS_FOR: go } });
  return { identifier, skill: 'skills/blockchain/evm/SKILL.md', env, letGo: () => writeFile(go, '') };
};

const byTheEmbeddedInstaller = async ({ directory }: Scratch): Promise<Hanging> => {
  const { identifier, path, release } = await makeSlowGit(directory);
  return { identifier, skill: 'skills/slow-repository/SKILL.md', env: { PATH: path }, letGo: release };
};

describe.each([
  ['by Hermes', byHermes],
  ['by the embedded installer', byTheEmbeddedInstaller],
])('an install %s', (_, make) => {
  let scratch: Scratch;
  let hanging: Hanging;
  let server: Server;

  beforeAll(async () => {
    scratch = await createScratch();
    hanging = await make(scratch);
    server = await startServer(scratch, hanging);
  });

  afterAll(async () => {
    await hanging.letGo();
    await server.stop();
    await scratch.remove();
  });

  const begin = async (name: string) => {
    const { flow } = await createAsHermes(server, { name, hub_skills: [hanging.identifier] });
    const { items } = await server.until(flow.id, (now) => now.items.some(({ state }) => state === 'running'));
    return { flow: flow.id, pid: items.find(({ kind }) => kind === 'install')?.pid ?? 0 };
  };

  /** The flow when it has ended; its stream has shown every version of it. */
  const ended = async (flow: string) => {
    const frames = await readStream(server, flow, { after: 0 });
    const done = await server.settled(flow);
    expect(frames.map(({ version }) => version)).toEqual(
      Array.from({ length: done.version }, (_each, index) => index + 1),
    );
    return done;
  };

  test('AC-50: that a signal ends is lost, and may be tried again', async () => {
    const { flow, pid } = await begin('killed');
    process.kill(pid, 'SIGKILL');
    const done = await ended(flow);
    expect(done).toMatchObject({ outcome: 'with-problems', problems: [{ code: 'install/lost', nextAction: 'retry' }] });
    await access(inProfile(scratch, 'killed', 'SOUL.md'));
  });

  test('AC-50: goes on while the server is away, and is proved when it is back', async () => {
    const { flow, pid } = await begin('away');
    await server.stop('SIGKILL');
    server = await startServer(scratch, hanging);
    expect((await server.until(flow, () => true)).items).toContainEqual(
      expect.objectContaining({ kind: 'install', state: 'running', pid }),
    );
    await hanging.letGo();
    expect(await ended(flow)).toMatchObject({ outcome: 'complete', problems: [] });
    await access(inProfile(scratch, 'away', hanging.skill));
  });
});
