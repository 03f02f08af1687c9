import { Hono } from 'hono';
import type { z } from 'zod';
import type { Refusal } from '../../app/refusal.ts';
import type { Described } from '../../machines/ports/describer.ts';
import type { ShelfAnswer } from '../../machines/ports/profile-shelf.ts';
import { COMMAND_BYTES, PLAN_BYTES } from '../body.ts';
import type { HttpContext, HttpEnv, Parts } from '../env.ts';
import { readHermesBody } from '../hermes-body.ts';
import { hermesStatuses } from '../hermes-problem.ts';
import {
  activeSchema,
  describeAutoSchema,
  descriptionSchema,
  exportSchema,
  importSchema,
  modelSchema,
  renameSchema,
  soulSchema,
  toHermesProfile,
} from '../hermes-profile.ts';
import { type ProblemOptions, sendProblem } from '../problem.ts';

/** Hermes' routes on the profiles that are there: list, choose, look into, change. */
export const profileShelfRoutes = ({
  shelf,
  describer,
  openTerminal,
}: Pick<Parts, 'shelf' | 'describer' | 'openTerminal'>) =>
  new Hono<HttpEnv>()
    .get('/profiles', async (c) => send(c, { profiles: (await shelf.list()).map(toHermesProfile) }))
    .get('/profiles/active', async (c) => send(c, await shelf.readActive()))
    .post('/profiles/active', (c) => change(c, activeSchema, ({ name }) => shelf.setActive(name)))
    .post('/profiles/import', (c) =>
      change(c, importSchema, ({ archive, name }) => shelf.import({ archive, name: name ?? undefined })),
    )
    .post('/profiles/:name/export', (c) =>
      change(
        c,
        exportSchema,
        ({ output, extra_files }) => shelf.export(c.req.param('name'), { output, extraFiles: extra_files }),
        PLAN_BYTES,
      ),
    )
    .patch('/profiles/:name', (c) =>
      change(c, renameSchema, async ({ new_name }) => {
        const answer = await shelf.rename(c.req.param('name'), new_name);
        // Hermes answers the name as it was sent; the path has it as it is.
        return answer.ok ? { ...answer, name: new_name } : answer;
      }),
    )
    .delete('/profiles/:name', async (c) => {
      const answer = await shelf.delete(c.req.param('name'));
      return answer.ok ? send(c, answer) : refuse(c, answer);
    })
    .get('/profiles/:name/setup-command', async (c) => {
      const name = c.req.param('name');
      const found = await shelf.find(name);
      return found.ok ? send(c, { command: setupCommandOf(name) }) : refuse(c, found);
    })
    .get('/profiles/:name/desktop-overlay', async (c) => {
      const overlay = await shelf.readDesktop(c.req.param('name'));
      return overlay.ok ? send(c, { exists: overlay.exists, desktop: overlay.desktop }) : refuse(c, overlay);
    })
    .post('/profiles/:name/describe-auto', (c) =>
      change(c, describeAutoSchema, async (options) => {
        const name = c.req.param('name');
        const found = await shelf.find(name);
        return found.ok ? toDescribed(await describer(name, options)) : found;
      }),
    )
    .post('/profiles/:name/open-terminal', async (c) => {
      const name = c.req.param('name');
      const found = await shelf.find(name);
      if (!found.ok) return refuse(c, found);
      const command = setupCommandOf(name);
      return (await openTerminal(command)) ? send(c, { ok: true, command }) : problem(c, noTerminal(command));
    })
    .get('/profiles/:name/soul', async (c) => {
      const soul = await shelf.readSoul(c.req.param('name'));
      return soul.ok ? send(c, { content: soul.content, exists: soul.exists }) : refuse(c, soul);
    })
    .put('/profiles/:name/soul', (c) =>
      change(c, soulSchema, ({ content }) => shelf.writeSoul(c.req.param('name'), content), PLAN_BYTES),
    )
    .put('/profiles/:name/description', (c) =>
      change(c, descriptionSchema, async ({ description }) => {
        const answer = await shelf.describe(c.req.param('name'), description);
        return answer.ok ? { ...answer, description_auto: false } : answer;
      }),
    )
    .put('/profiles/:name/model', (c) =>
      change(c, modelSchema, (choice) => shelf.chooseModel(c.req.param('name'), choice)),
    );

const setupCommandOf = (name: string) => (name === 'default' ? 'hermes setup' : `${name} setup`);

/** A description that could not be had is no error, so that a page shows the reason beside the field. */
const toDescribed = (described: Described) =>
  described.ok
    ? ({ ok: true, reason: 'described', description: described.description, description_auto: true } as const)
    : ({ ok: false, reason: described.reason, description: null, description_auto: false } as const);

const noTerminal = (command: string): Refusal => ({
  code: 'terminal/none',
  message: `No supported terminal emulator found, or no desktop to open one on. Run it yourself: ${command}`,
});

const send = (c: HttpContext, answer: object) => c.json(answer, 200, { 'Cache-Control': 'no-store' });

/** Answers the facts of a change as they are: they have Hermes' names. */
const change = async <S extends z.ZodType>(
  c: HttpContext,
  schema: S,
  act: (body: z.output<S>) => Promise<ShelfAnswer | ReturnType<typeof toDescribed>>,
  bytes = COMMAND_BYTES,
) => {
  const read = await readHermesBody(c, schema, bytes);
  if (!('body' in read)) return problem(c, read.refusal, read.options);
  const answer = await act(read.body);
  return answer.ok || 'reason' in answer ? send(c, answer) : refuse(c, answer);
};

const refuse = (c: HttpContext, { ok: _, ...refusal }: Extract<ShelfAnswer, { ok: false }>) => problem(c, refusal);

const problem = (c: HttpContext, refusal: Refusal, options: ProblemOptions = {}) =>
  sendProblem(c, refusal, { ...options, status: statuses[refusal.code] });

/** Hermes knows no flows, so what one of ours forbids has our status. */
const statuses = { ...hermesStatuses, 'profile/in-progress': 409 } as const;
