import { exitCodes } from '../exit-code.ts';
import { printJson, printLines } from '../io.ts';
import { createPaint } from '../paint.ts';
import { plainText } from '../plain-text.ts';
import type { Session } from '../session.ts';
import { checkDatabase } from '../doctor/check-database.ts';
import { checkPlugin } from '../doctor/check-plugin.ts';
import { checkDataDir, checkHermesHome } from '../doctor/check-directories.ts';
import type { Finding } from '../doctor/finding.ts';
import { checkNode, checkProgram } from '../doctor/check-programs.ts';
import { findOwner } from '../connect.ts';
import type { Settings } from '../settings.ts';

/** Looks at everything a create needs; exit code 1 when something needed is missing. */
export const doctor = async (session: Session): Promise<number> => {
  const { io, json } = session;
  const findings = await examine(session, session.settings());
  const paint = createPaint(io, io.stdout);
  for (const finding of findings) {
    if (json) printJson(io, finding);
    else printLines(io, ...toLines(finding, paint));
  }
  return findings.some(({ state }) => state === 'problem') ? exitCodes.error : exitCodes.complete;
};

const examine = async (session: Session, settings: Settings): Promise<readonly Finding[]> => {
  const { parts, self } = session;
  const { env } = settings;
  const owner = await findOwner(parts, settings).catch(() => null);
  return [
    checkNode(process.versions.node),
    await checkDataDir(settings.dataDir),
    await checkHermesHome(settings.hermesHome),
    await checkProgram(env, {
      name: 'hermes',
      args: ['--version'],
      without: 'hub skills of "official/…" and hub sources cannot be installed; git repositories and folders can',
    }),
    await checkProgram(env, {
      name: 'git',
      args: ['--version'],
      without: 'hub skills from git repositories cannot be installed: install git',
    }),
    await checkProgram(env, {
      name: 'setsid',
      args: ['--version'],
      without: 'a cancelled install may leave processes behind: install util-linux',
    }),
    await checkDatabase(parts, settings),
    {
      what: 'Server',
      state: 'ok',
      found: owner ? `runs at ${owner.url} (pid ${owner.pid})` : `none runs; "${self} serve" starts one`,
    },
    await checkPlugin(session, settings, owner !== null),
  ];
};

const toLines = ({ what, state, found, todo }: Finding, paint: ReturnType<typeof createPaint>): readonly string[] => {
  const colour = { ok: 'green', note: 'yellow', problem: 'red' } as const;
  const line = `${paint(colour[state], state.padEnd(7))}  ${what}: ${plainText(found)}`;
  return todo === undefined ? [line] : [line, `         ${plainText(todo)}`];
};
