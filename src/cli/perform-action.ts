// A program of its own: the supervised run of one action. It gets its task as its argument, prints what it does, and ends
// with 0 when that is proved.
import { performAction, type ServerRequest } from '../adapters/actions/perform-action.ts';
import { type ActionTask, actionTaskSchema, type Done } from '../adapters/actions/action-task.ts';
import { createRunCommand } from '../adapters/actions/run-command.ts';
import { createProfileSettings } from '../adapters/catalog/profile-settings.ts';
import { digestTree } from '../adapters/hermes-home/digest-tree.ts';
import { profilePath } from '../adapters/hermes-home/home.ts';
import { createInstallers } from '../adapters/installers/installers.ts';
import { createMcpProber } from '../adapters/mcp/mcp-prober.ts';
import { createQueues } from '../adapters/queues.ts';
import { createSealedVault } from '../adapters/secrets/sealed-vault.ts';
import { installServer } from '../app/install-server.ts';
import { definedOnly } from './found.ts';
import { ACTION_TIMEOUT_MS, toInstallerOptions } from './installer-options.ts';
import { version } from './version.ts';

const print = (line: string): void => void process.stdout.write(`${line}\n`);

const main = async (task: ActionTask): Promise<number> => {
  print(`\n=== ${task.name} started ${new Date().toISOString().slice(0, 19).replace('T', ' ')} ===`);
  const { ok, said } = await perform(task);
  print(said);
  return ok ? 0 : 1;
};

const perform = async (task: ActionTask): Promise<Done> => {
  const { root, dataDir, hermes } = task;
  const env = definedOnly(process.env);
  const { digest } = createSealedVault({ dataDir });
  const pathOf = (profile: string) => profilePath(root, profile);
  const options = toInstallerOptions({ env, hermes, pathOf, digestTree: (directory) => digestTree(directory, digest) });
  return await performAction(
    {
      ...options,
      installers: createInstallers(options),
      program: options.hermes && { ...options.hermes, baseEnv: env },
      env,
      finishServer: async (request, clone) => await finishServer({ request, clone }, { task, env, digest }),
      timeoutMs: ACTION_TIMEOUT_MS,
      run: createRunCommand(print),
      print,
    },
    task,
  );
};

type Built = Readonly<{ request: ServerRequest; clone: string }>;
type With = Readonly<{
  task: ActionTask;
  env: Readonly<Record<string, string>>;
  digest: (text: string | Uint8Array) => string;
}>;

const finishServer = async ({ request, clone }: Built, { task, env, digest }: With): Promise<Done> => {
  const { root, homedir, profile } = task;
  const { server, enabled } = request;
  const settings = createProfileSettings({
    ...{ root, homedir, platform: process.platform, env, digest, queue: createQueues() },
  });
  const prober = createMcpProber({ env, homedir, version });
  const { signal } = new AbortController();
  const written = await installServer({ settings, prober }, { profile, server, clone, enabled, signal });
  return written.ok ? { ok: true, said: `Installed '${server.name}'.` } : { ok: false, said: written.message };
};

process.exitCode = await main(actionTaskSchema.parse(JSON.parse(process.argv[2] ?? '')));
