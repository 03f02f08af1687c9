import { readFile, realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { Notice } from '../../machines/flow/codes.ts';
import type { Installed, InstallRequest } from '../../machines/ports/installer.ts';
import type { Result } from '../../machines/ports/result.ts';
import { decisiveLine, readOutputLines } from './command-output.ts';
import { readHermesLock } from './hermes-lock.ts';
import { parseHermesOutput, type HermesOutcome } from './hermes-output.ts';
import type { ProveOptions } from './prove-made.ts';
import { refuse, type Refusal } from './refusal.ts';
import { parseSkill } from './skill-tree.ts';

export type HermesProof = Pick<ProveOptions, 'digestTree' | 'outputPath'> &
  Readonly<{
    request: InstallRequest;
    end: Readonly<{ code: number }>;
    /** Real path of the profile. */
    profile: string;
  }>;

type Landed = Extract<HermesOutcome, { path: string }>;

/** An install is proved by three things together: the outcome line, the SKILL.md, and the entry in the hub's lock file. */
export const proveHermes = async (proof: HermesProof): Promise<Result<Installed>> => {
  const lines = await readOutputLines(proof.outputPath(proof.request.directory));
  const outcome = parseHermesOutput(lines);
  if ('path' in outcome) return proveLanded(proof, outcome);
  return refuseOutcome(proof, outcome, lines);
};

const proveLanded = async (
  { request, profile, digestTree }: HermesProof,
  outcome: Landed,
): Promise<Result<Installed>> => {
  const skills = join(profile, 'skills');
  const directory = join(skills, outcome.path);
  const text = await readInside(skills, join(directory, 'SKILL.md'));
  if (text === null) return refuseUnproved(request, `there is no SKILL.md at skills/${outcome.path}`);
  const entry = (await readHermesLock(profile)).find(({ path }) => path === outcome.path);
  if (entry === undefined) return refuseUnproved(request, `skills/.hub/lock.json has no entry for ${outcome.path}`);
  const path = `skills/${outcome.path}`;
  return {
    ok: true,
    name: parseSkill(text)?.name ?? entry.name,
    path,
    ...(entry.verdict !== '' && { scan: { verdict: entry.verdict, trust: entry.trust } }),
    wrote: { [`${path}/`]: await digestTree(directory) },
    notices: noticesOf(request.identifier.trim(), outcome, entry.identifier),
  };
};

const noticesOf = (requested: string, outcome: Landed, installed: string): readonly Notice[] => {
  const notices: Notice[] = [];
  if (outcome.kind === 'already-present') {
    notices.push({
      code: 'install/already-present',
      message: `${requested} was already there, at skills/${outcome.path}.`,
    });
  }
  if (installed !== requested) {
    notices.push({
      code: 'install/other-identifier',
      message: `Hermes answered the request for ${requested} with ${installed}.`,
    });
  }
  return notices;
};

const refuseOutcome = (
  { request, end }: HermesProof,
  outcome: Exclude<HermesOutcome, Landed>,
  lines: readonly string[],
): Refusal => {
  const what = request.identifier;
  switch (outcome.kind) {
    case 'blocked':
      return refuse(
        'install/blocked',
        `Hermes blocked ${what}: ${withoutHint(outcome.reason)}. ${adviceOn(outcome.isOverridable)}`,
      );
    case 'not-found':
      return refuse('install/not-found', `Hermes found no skill ${what}: ${outcome.line}`);
    case 'ambiguous':
      return refuse(
        'install/ambiguous',
        `Hermes knows more than one skill ${what}, or only similar ones: ${outcome.line} Name it in full.`,
      );
    case 'no-name':
      return refuse('install/no-name', `Hermes could not tell the name of the skill at ${what}: ${outcome.line}`);
    case 'declined':
      return refuse(
        'install/declined',
        `Hermes asked for a confirmation it could not get while installing ${what}.`,
        'retry',
      );
    case 'unknown':
      return end.code === 0
        ? refuseUnproved(request, `its output names no result (last line: ${decisiveLine(lines)})`)
        : refuseExit(what, end.code, decisiveLine(lines));
  }
};

/** Exit code 2 is the argument parser's: nothing was tried. */
const USAGE = 2;

const refuseExit = (what: string, code: number, line: string): Refusal =>
  code === USAGE
    ? refuse(
        'install/usage',
        `Hermes did not understand how it was asked to install ${what} (exit code ${code}): ${line} ` +
          'That is a mistake of this program, or a version of Hermes it does not know.',
        'none',
      )
    : refuse('install/exit-code', `Hermes ended with exit code ${code} while installing ${what}: ${line}`, 'retry');

const refuseUnproved = (request: InstallRequest, reason: string): Refusal =>
  refuse('install/unproved', `Hermes ended without proof that ${request.identifier} is installed: ${reason}.`, 'retry');

const withoutHint = (reason: string): string => reason.replace(/\s*Use --force to override\.?$/, '').replace(/\.$/, '');

const adviceOn = (isOverridable: boolean): string =>
  isOverridable
    ? 'Read the skill; if you trust it, install it by hand with `hermes skills install --force`, or choose another.'
    : 'This cannot be overridden; choose another skill.';

/** The text of a file that is really below a directory, links resolved; null when it is not. */
const readInside = async (root: string, path: string): Promise<string | null> => {
  try {
    const real = await realpath(path);
    return real.startsWith((await realpath(root)) + sep) ? await readFile(real, 'utf8') : null;
  } catch {
    return null;
  }
};
