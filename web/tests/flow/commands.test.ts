import { describe, expect, test } from 'vitest';
import type { FlowView } from '../../../src/machines/flow/view.ts';
import { ApiProblem, Unreachable } from '../../src/api/api-problem.ts';
import type { ApiClient, RequestOptions } from '../../src/api/client.ts';
import { type Command, createSendCommand, meansTheSame, MovedOn } from '../../src/flow/commands.ts';
import { toRefusalText } from '../../src/flow/refusal-text.ts';
import { en } from '../../src/i18n/en.ts';
import { flow } from '../../src/i18n/en/flow.ts';
import { endOf, viewsOf } from './recorded.ts';

type Sent = Readonly<{ path: string } & Pick<RequestOptions, 'body' | 'headers'>>;

/** A server that answers each command with the next of these, and has the flow at `now`. */
const serverOf = (now: FlowView, ...answers: readonly (Error | FlowView)[]) => {
  const sent: Sent[] = [];
  const left = [...answers];
  const api: ApiClient = {
    get: async <Answer>() => now as Answer,
    send: async <Answer>(_method: string, path: string, { body, headers }: RequestOptions = {}) => {
      sent.push({ path, body, headers: headers ?? {} });
      const answer = left.shift();
      if (answer === undefined) throw new Error('It was asked too often.');
      if (answer instanceof Error) throw answer;
      return { flow: answer } as Answer;
    },
    open: () => Promise.reject(new Error('It has no bytes.')),
  };
  let keys = 0;
  return { sent, send: createSendCommand(api, () => `key-${(keys += 1)}`) };
};

const refusal = (code: string, status = 409) =>
  new ApiProblem({ title: 'No', status, detail: `The flow does not take this now (${code}).`, code });
const stale = refusal('flow/version-mismatch', 412);

const retryFs: Command = { name: 'retry', item: 'mcp:fs' };
const retried = viewsOf('retried');
const failed = retried.find(({ outcome }) => outcome === 'with-problems');
const after = retried.find(({ version }) => version === (failed?.version ?? 0) + 1);
if (!failed || !after) throw new Error('The corpus has no retry.');

describe('a command', () => {
  test('goes out for the version that was seen, with a key', async () => {
    const { sent, send } = serverOf(failed, after);
    expect(await send(failed, retryFs)).toBe(after);
    expect(sent).toEqual([
      {
        path: `/api/flows/${failed.id}/retry`,
        body: { item: 'mcp:fs' },
        headers: { 'Idempotency-Key': 'key-1', 'If-Match': `"${failed.version}"` },
      },
    ]);
  });

  test.each<[Command, string, object]>([
    [{ name: 'retry-all' }, 'retry', { all: true }],
    [{ name: 'retry', item: 'a', edit: { name: 'b' } }, 'retry', { item: 'a', edit: { name: 'b' } }],
    [{ name: 'cancel' }, 'cancel', {}],
    [{ name: 'cancel', item: 'a' }, 'cancel', { item: 'a' }],
    [{ name: 'discard', confirm: 'coder' }, 'discard', { confirm: 'coder' }],
  ])('%j goes to /%s', async (command, path, body) => {
    const { sent, send } = serverOf(failed, failed);
    await send(failed, command);
    expect(sent).toMatchObject([{ path: `/api/flows/${failed.id}/${path}`, body }]);
  });

  test('is sent again for the newer version while it means the same', async () => {
    const newer = { ...failed, version: failed.version + 3 };
    const { sent, send } = serverOf(newer, stale, after);
    expect(await send(failed, retryFs)).toBe(after);
    expect(sent.map(({ headers }) => headers?.['If-Match'])).toEqual([`"${failed.version}"`, `"${newer.version}"`]);
  });

  test('is not sent again when the item is no longer what was seen', async () => {
    const { sent, send } = serverOf(after, stale);
    const error = await send(failed, {
      name: 'retry',
      item: after.items.find(({ attempt }) => attempt === 2)?.id ?? '',
    }).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(MovedOn);
    expect(sent).toHaveLength(1);
    expect(toRefusalText(error, { name: 'retry-all' }, { flow, ui: en.ui })).toBe(
      'Nothing was sent: meanwhile the flow went on.',
    );
  });

  test('gives up on a flow that moves faster than it can be asked', async () => {
    const { sent, send } = serverOf(failed, stale, stale, stale, stale, stale, stale);
    await expect(send(failed, retryFs)).rejects.toBe(stale);
    expect(sent).toHaveLength(5);
  });

  test('that the machine does not take is explained by the server', async () => {
    const error = refusal('flow/not-allowed');
    const { send } = serverOf(failed, error);
    await expect(send(failed, retryFs)).rejects.toBe(error);
    expect(toRefusalText(error, retryFs, { flow, ui: en.ui })).toBe(
      'The flow does not take this now (flow/not-allowed).',
    );
  });

  test('without an answer keeps its key until there is one', async () => {
    const { sent, send } = serverOf(failed, new Unreachable('No answer.'), after, after);
    await expect(send(failed, retryFs)).rejects.toBeInstanceOf(Unreachable);
    await send(failed, retryFs);
    await send(failed, retryFs);
    expect(sent.map(({ headers }) => headers?.['Idempotency-Key'])).toEqual(['key-1', 'key-1', 'key-2']);
  });
});

describe('what a command means', () => {
  test('is lost when the flow ended in another way', () => {
    const discard: Command = { name: 'discard', confirm: 'retried' };
    expect(meansTheSame(failed, failed, discard)).toBe(true);
    expect(meansTheSame(failed, after, discard)).toBe(false);
    expect(meansTheSame(failed, endOf('retried'), discard)).toBe(false);
  });

  test('is lost for a retry of all when others failed than were seen', () => {
    expect(meansTheSame(failed, { ...failed, version: 99 }, { name: 'retry-all' })).toBe(true);
    expect(meansTheSame(failed, after, { name: 'retry-all' })).toBe(false);
  });

  test('is kept for a stop of a flow that goes on', () => {
    const [first, second] = viewsOf('cancelled');
    if (!first || !second) throw new Error('The corpus is empty.');
    expect(meansTheSame(first, second, { name: 'cancel' })).toBe(true);
    expect(meansTheSame(first, endOf('cancelled'), { name: 'cancel' })).toBe(false);
  });
});
