import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { parse } from 'yaml';
import { z } from 'zod';

/** Runs Hermes, which alone writes its configuration. */
export type HermesCall = Readonly<{ hermesHome: string; env: Readonly<Record<string, string | undefined>> }>;

/** Names of the plugins Hermes loads: enabled and not disabled again. */
export const readEnabled = async (hermesHome: string): Promise<ReadonlySet<string>> => {
  const text = await readFile(join(hermesHome, 'config.yaml'), 'utf8').catch(() => '');
  const parsed = configSchema.safeParse(parseOrNull(text));
  const { enabled = [], disabled = [] } = (parsed.success && parsed.data.plugins) || {};
  return new Set(enabled.filter((name) => !disabled.includes(name)));
};

/** Has Hermes load a plugin, or no longer; gives what it said when it would not, or null. */
export const switchPlugin = async (
  { hermesHome, env }: HermesCall,
  name: string,
  to: 'enable' | 'disable',
): Promise<string | null> => {
  // Asked about replacing the tools of the agent, the answer is no.
  const args = ['plugins', to, name, ...(to === 'enable' ? ['--no-allow-tool-override'] : [])];
  const { failed, all, shortMessage } = await execa('hermes', args, {
    env: { ...env, HERMES_HOME: hermesHome },
    extendEnv: false,
    stdin: 'ignore',
    all: true,
    reject: false,
    timeout: 60_000,
  });
  return failed ? all?.trim() || shortMessage || 'hermes failed' : null;
};

const namesSchema = z
  .array(z.string())
  .nullish()
  .transform((names) => names ?? []);
const configSchema = z.looseObject({
  plugins: z.looseObject({ enabled: namesSchema, disabled: namesSchema }).nullish(),
});

const parseOrNull = (text: string): unknown => {
  try {
    return parse(text);
  } catch {
    return null;
  }
};
