import { Hono } from 'hono';
import { isRefused, type Refusal } from '../../app/refusal.ts';
import type { ActionRequest } from '../../machines/action.ts';
import { knownActions, toActionName, UPDATE_ACTION } from '../action-name.ts';
import { actionQuery, hubInstallSchema, hubUninstallSchema, hubUpdateSchema } from '../action-schema.ts';
import { COMMAND_BYTES, parseShape } from '../body.ts';
import type { HttpContext, HttpEnv, Parts } from '../env.ts';
import { readHermesBody } from '../hermes-body.ts';
import { sendProblem } from '../problem.ts';
import { profileOf, refuseProfile } from '../profile-param.ts';

/** What Hermes' dashboard does in the background: skills of a hub in profiles that are there, and how it stands with that. */
export const actionRoutes = ({ engine, settings }: Pick<Parts, 'engine' | 'settings'>) => {
  const start = async (c: HttpContext, named: string | null | undefined, name: string, request: ActionRequest) => {
    const found = await profileOf(c, settings, named);
    if (isRefused(found)) return refuseProfile(c, found);
    const started = await engine.startAction({ name, profile: found.profile, request });
    if (isRefused(started)) return sendProblem(c, started.refusal);
    return c.json({ ok: true, pid: started.pid, name }, 200, noStore);
  };
  return new Hono<HttpEnv>()
    .post('/skills/hub/install', async (c) => {
      const read = await readHermesBody(c, hubInstallSchema, COMMAND_BYTES);
      if (!('body' in read)) return sendProblem(c, read.refusal, read.options);
      const identifier = read.body.identifier.trim();
      if (identifier === '') return sendProblem(c, missing('identifier'), { status: 400 });
      const name = toActionName('skills-install', identifier);
      return await start(c, read.body.profile, name, { verb: 'skills-install', identifier });
    })
    .post('/skills/hub/uninstall', async (c) => {
      const read = await readHermesBody(c, hubUninstallSchema, COMMAND_BYTES);
      if (!('body' in read)) return sendProblem(c, read.refusal, read.options);
      const skill = read.body.name.trim();
      if (skill === '') return sendProblem(c, missing('name'), { status: 400 });
      const name = toActionName('skills-uninstall', skill);
      return await start(c, read.body.profile, name, { verb: 'skills-uninstall', name: skill, receipts: [] });
    })
    .post('/skills/hub/update', async (c) => {
      const read = await readHermesBody(c, hubUpdateSchema, COMMAND_BYTES);
      if (!('body' in read)) return sendProblem(c, read.refusal, read.options);
      return await start(c, read.body?.profile, UPDATE_ACTION, { verb: 'skills-update' });
    })
    .get('/actions/:name/status', async (c) => {
      const query = parseShape(actionQuery, c.req.query(), 'query');
      if (isRefused(query)) return sendProblem(c, query.refusal);
      const name = c.req.param('name');
      const status = (await engine.action(name, query.body.lines)) ?? (knownActions.has(name) ? neverStarted : null);
      if (status === null) return sendProblem(c, unknown(name));
      const { isRunning, exitCode, pid, lines } = status;
      return c.json({ name, running: isRunning, exit_code: exitCode, pid, lines }, 200, noStore);
    });
};

const noStore = { 'Cache-Control': 'no-store' };

const neverStarted = { isRunning: false, exitCode: null, pid: null, lines: [] } as const;

const missing = (field: string): Refusal => ({ code: 'request/invalid', message: `${field} is required` });

const unknown = (name: string): Refusal => ({ code: 'action/not-found', message: `Unknown action: ${name}` });
