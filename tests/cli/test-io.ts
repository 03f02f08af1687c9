import { EventEmitter } from 'node:events';
import { Writable } from 'node:stream';
import type { Io } from '../../src/cli/io.ts';

export type TestIoOptions = {
  env?: Record<string, string>;
  stdin?: string;
  cwd?: string;
  columns?: number;
  isTTY?: boolean;
};

class Capture extends Writable {
  text = '';
  readonly isTTY: boolean;
  readonly columns: number;

  constructor(isTTY: boolean, columns: number) {
    super();
    this.isTTY = isTTY;
    this.columns = columns;
  }

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    this.emit('text');
    done();
  }

  /** Resolves once the text so far fits. */
  async until(pattern: RegExp): Promise<void> {
    while (!pattern.test(this.text)) await new Promise((resolve) => this.once('text', resolve));
  }
}

/** What `process` is to the program, with everything written kept. */
export const createTestIo = ({ env = {}, stdin = '', cwd = '/', columns = 100, isTTY = false }: TestIoOptions = {}) => {
  const signals = new EventEmitter();
  const exits: number[] = [];
  const stdout = new Capture(isTTY, columns);
  const stderr = new Capture(isTTY, columns);
  const io: Io = {
    stdin: (async function* () {
      await Promise.resolve();
      yield stdin;
    })(),
    stdout,
    stderr,
    env: { HOME: '/home/u', ...env },
    argv: ['node', '/usr/lib/node_modules/profile-builder/dist/start.mjs'],
    cwd: () => cwd,
    on: (signal, listener) => signals.on(signal, listener),
    off: (signal, listener) => signals.off(signal, listener),
    exit: (code) => exits.push(code),
  };
  return { io, stdout, stderr, exits, signals };
};
