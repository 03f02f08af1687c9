import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Output } from '../../../../src/machines/flow/output.ts';
import { createOutputLog, type LogPage } from '../../../src/api/stream/output-log.ts';
import { createFakeStream } from './fake-stream.ts';

const encoder = new TextEncoder();
const decode = (bytes: Uint8Array) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);

/** An install on the server: what it wrote, and what the stream says of it, line by line. */
const createInstall = (pageBytes = Infinity) => {
  let attempt = 1;
  let written = new Uint8Array();
  let told = 0;
  const reads: { after: number; answer: () => void; fail: () => void }[] = [];
  const pageOf = (after: number): LogPage => {
    const bytes = written.slice(after, after + pageBytes);
    return { attempt, bytes, next: Math.min(after, written.length) + bytes.length };
  };
  return {
    reads,
    /** The answer is what is there when the server is asked; it comes when the test lets it. */
    read: (after: number, signal: AbortSignal) =>
      new Promise<LogPage>((resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason));
        const page = pageOf(after);
        reads.push({ after, answer: () => resolve(page), fail: () => reject(new Error('no answer')) });
      }),
    write: (bytes: Uint8Array) => {
      written = Uint8Array.of(...written, ...bytes);
    },
    retry: () => {
      attempt += 1;
      written = new Uint8Array();
      told = 0;
    },
    /** Whole lines that were not told yet. */
    output: (): Output | null => {
      const next = written.lastIndexOf(10) + 1;
      if (next <= told) return null;
      const output = {
        flow: 'flw_1',
        item: 'install:x',
        attempt,
        offset: told,
        next,
        text: decode(written.subarray(told, next)),
      };
      told = next;
      return output;
    },
    text: () => decode(written),
    attempt: () => attempt,
  };
};

const turn = () => new Promise((resolve) => setImmediate(resolve));

const setUp = (pageBytes?: number) => {
  const install = createInstall(pageBytes);
  const stream = createFakeStream();
  const log = createOutputLog({ flow: 'flw_1', item: 'install:x', read: install.read, stream });
  const answerAll = async () => {
    for (await turn(); install.reads.length > 0; await turn())
      for (const read of install.reads.splice(0)) read.answer();
  };
  return { install, stream, log, answerAll };
};

const tellItem = (stream: ReturnType<typeof createFakeStream>, attempt: number) =>
  stream.tellTransitions({
    flow: 'flw_1',
    version: 9,
    at: '2026-01-01T00:00:00.000Z',
    type: 'install.queued',
    data: { item: 'install:x', attempt, pid: 1 },
    state: 'installing',
    from: 'installing',
    outcome: null,
    stopping: false,
    endedAt: null,
    items: [{ id: 'install:x', kind: 'install', name: 'x', state: 'queued', attempt }],
  });

const move = fc.oneof(
  { weight: 4, arbitrary: fc.record({ write: fc.constantFrom('a', 'é', '🙂', '\n', 'line\n', '\ufeff', '\ufffd') }) },
  { weight: 1, arbitrary: fc.record({ write: fc.uint8Array({ maxLength: 4 }) }) },
  { weight: 4, arbitrary: fc.record({ tell: fc.boolean() }) },
  { weight: 4, arbitrary: fc.record({ answer: fc.nat(2) }) },
  { weight: 1, arbitrary: fc.constant({ fail: true }) },
  { weight: 1, arbitrary: fc.constant({ retry: true }) },
  { weight: 1, arbitrary: fc.constant({ hears: true }) },
);

describe('output of an install', () => {
  it('is what was written, byte for byte, whatever is told, lost, read and tried again meanwhile', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(move, { maxLength: 60, size: 'max' }),
        fc.integer({ min: 1, max: 12 }),
        async (moves, pageBytes) => {
          const { install, stream, log, answerAll } = setUp(pageBytes);
          const stop = log.start();
          for (const one of moves) {
            if ('write' in one) install.write(typeof one.write === 'string' ? encoder.encode(one.write) : one.write);
            else if ('tell' in one) {
              const output = install.output();
              if (output && one.tell) stream.tellOutput(output);
            } else if ('answer' in one) install.reads.splice(0, one.answer).forEach(({ answer }) => answer());
            else if ('fail' in one) install.reads.shift()?.fail();
            else if ('hears' in one) stream.tell({ kind: 'hears', flows: ['flw_1'] });
            else {
              install.retry();
              tellItem(stream, install.attempt());
            }
            await turn();
          }
          stream.tell({ kind: 'hears', flows: ['flw_1'] });
          await answerAll();
          install.write(Uint8Array.of(10));
          stream.tell({ kind: 'hears', flows: ['flw_1'] });
          await answerAll();
          expect(log.state()).toEqual({ attempt: install.attempt(), text: install.text(), isRead: true, error: null });
          stop();
          expect(stream.listeners()).toBe(0);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('is followed line by line without being asked for again', async () => {
    const { install, stream, log, answerAll } = setUp();
    install.write(encoder.encode('one\n'));
    log.start();
    await answerAll();
    let asked = 0;
    for (const line of ['two\n', 'three\n', 'Grüße\n']) {
      install.write(encoder.encode(line));
      const output = install.output();
      if (output) stream.tellOutput(output);
      await turn();
      asked += install.reads.length;
    }
    expect([log.state().text, asked]).toEqual(['one\ntwo\nthree\nGrüße\n', 0]);
  });

  it('of another install or flow is left alone', async () => {
    const { install, stream, log, answerAll } = setUp();
    log.start();
    await answerAll();
    const about = { flow: 'flw_1', item: 'install:x', attempt: 1, offset: 0, next: 2, text: 'x\n' };
    stream.tellOutput({ ...about, item: 'install:y' });
    stream.tellOutput({ ...about, flow: 'flw_2' });
    stream.tell({ kind: 'hears', flows: ['flw_2'] });
    await turn();
    expect([log.state().text, install.reads]).toEqual(['', []]);
  });

  it('of an earlier attempt is no longer shown once it is tried again', async () => {
    const { install, stream, log, answerAll } = setUp();
    install.write(encoder.encode('first\n'));
    log.start();
    await answerAll();
    const late = install.output();
    install.retry();
    tellItem(stream, 2);
    expect(log.state()).toEqual({ attempt: 2, text: '', isRead: false, error: null });
    if (late) stream.tellOutput(late);
    await answerAll();
    expect(log.state()).toEqual({ attempt: 2, text: '', isRead: true, error: null });
  });

  it('of a new attempt is read from its beginning, also when the answer is the first to tell of it', async () => {
    const { install, stream, log, answerAll } = setUp();
    install.write(encoder.encode('a long first attempt\n'));
    log.start();
    await answerAll();
    install.retry();
    install.write(encoder.encode('short\n'));
    stream.tell({ kind: 'start' });
    await answerAll();
    expect(log.state()).toEqual({ attempt: 2, text: 'short\n', isRead: true, error: null });
  });

  it('that came after an answer was made is asked for again when there is news', async () => {
    const { install, stream, log, answerAll } = setUp();
    log.start();
    await turn();
    install.write(encoder.encode('one\n'));
    stream.tell({ kind: 'hears', flows: ['flw_1'] });
    await answerAll();
    expect(log.state().text).toBe('one\n');
  });

  it('that cannot be read says why, and is read with the next news', async () => {
    const { install, stream, log, answerAll } = setUp();
    install.write(encoder.encode('one\n'));
    log.start();
    install.reads.shift()?.fail();
    await turn();
    expect(log.state()).toMatchObject({ text: '', isRead: false, error: new Error('no answer') });
    stream.tell({ kind: 'start' });
    await answerAll();
    expect(log.state()).toMatchObject({ text: 'one\n', isRead: true, error: null });
  });

  it('goes on where it was when it is looked at again', async () => {
    const { install, log, answerAll } = setUp();
    install.write(encoder.encode('one\n'));
    const stop = log.start();
    await answerAll();
    stop();
    install.write(encoder.encode('two\n'));
    log.start();
    await turn();
    expect(install.reads.map(({ after }) => after)).toEqual([4]);
    await answerAll();
    expect(log.state().text).toBe('one\ntwo\n');
  });
});
