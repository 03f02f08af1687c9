import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { parse } from 'yaml';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type YamlValue, emptyMapDocument, toYamlText } from '../../../src/adapters/hermes-home/yaml-text.ts';
import { setText } from '../../../src/adapters/hermes-home/yaml-edit.ts';
import { isMap } from 'yaml';

const write = (key: string, value: YamlValue) => {
  const document = emptyMapDocument();
  if (isMap(document.contents)) setText(document.contents, key, value);
  return toYamlText(document);
};

const hostile = [
  ...[
    'yes',
    'No',
    'on',
    'OFF',
    'y',
    'N',
    'true',
    'null',
    '~',
    '',
    ' ',
    '=',
    '<<',
    '0777',
    '0o17',
    '1_000',
    '0x1F',
    '+1',
  ],
  ...[
    '1.5',
    '1e3',
    '.inf',
    '.NaN',
    '12:30',
    '1:30:45',
    '2026-01-01',
    '2026-01-01 10:00:00',
    '@a',
    '%a',
    '!a',
    '&a',
    '*a',
  ],
  ...[
    '`a',
    '-',
    '- a',
    '?',
    '? a',
    ':',
    'a:',
    'a: b',
    'a #b',
    '#a',
    '[a',
    '{a',
    ',',
    '|',
    '>',
    '"a"',
    "'a'",
    'a\nb',
    '\n',
  ],
  ...[
    '\t',
    'a\u0085b',
    'a\u2028b',
    '\ufeffa',
    '\u0007',
    '\u0000',
    '\u007f',
    '\ud83d\ude00',
    '\u00e9',
    'a ',
    ' a',
    '---',
    '...',
  ],
];

const findPython = () => {
  const venv = mkdtempSync(join(tmpdir(), 'pyyaml-'));
  onTestFinished(() => rmSync(venv, { recursive: true, force: true }));
  const works = (python: string) => {
    execFileSync(python, ['-c', 'import yaml'], { stdio: 'ignore' });
    return python;
  };
  try {
    return works('python3');
  } catch {
    try {
      execFileSync('python3', ['-m', 'venv', venv], { stdio: 'ignore' });
      execFileSync(join(venv, 'bin', 'pip'), ['install', '-q', 'pyyaml'], { stdio: 'ignore', timeout: 60_000 });
      return works(join(venv, 'bin', 'python'));
    } catch {
      return null;
    }
  }
};

const PROGRAM = 'import json,sys,yaml\nprint(json.dumps([yaml.safe_load(t) for t in json.load(sys.stdin)]))';

const readInPython = async (python: string, texts: readonly string[]) =>
  await new Promise<unknown>((resolve, reject) => {
    const child = execFile(python, ['-c', PROGRAM], { maxBuffer: 1 << 26 }, (error, out) =>
      error ? reject(error) : resolve(JSON.parse(out)),
    );
    child.stdin?.end(JSON.stringify(texts));
  });

describe('a text of the user', () => {
  it.each(hostile)('%j is that text to readers of YAML 1.1 and 1.2, as value, item and key', (text) => {
    const yaml = write('v', { a: text, b: [text], c: { [text]: 'x' } });
    const value = { v: { a: text, b: [text], c: { [text]: 'x' } } };
    for (const version of ['1.1', '1.2'] as const) expect(parse(yaml, { version })).toEqual(value);
  });

  it.each([
    'npx',
    '@scope',
    'anthropic/claude-sonnet-4',
    'https://x.example:8080/mcp',
    'custom:litellm',
    '/usr/bin/env',
  ])('%s needs no quotes unless it has another meaning', (text) =>
    expect(write('v', text)).toBe(text.startsWith('@') ? `v: "${text}"\n` : `v: ${text}\n`),
  );

  it('survives whatever it is', () => {
    const unit = fc.constantFrom(...hostile, ...Array.from('abyn01:-_.,#&*!|>%@=<[]{}"\'\\ \n\t'));
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(unit, { maxLength: 8 }).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(text, (raw) => {
        const given = raw.toWellFormed();
        const yaml = write(given, [given]);
        for (const version of ['1.1', '1.2'] as const) expect(parse(yaml, { version })).toEqual({ [given]: [given] });
      }),
    );
  });

  it('is that text to PyYAML, which Hermes reads with', { timeout: 120_000 }, async ({ skip }) => {
    const python = findPython();
    if (python === null) return skip('no python3 with PyYAML here, and none could be installed');
    const random = fc.sample(fc.string({ unit: 'binary', maxLength: 30 }), 500).map((text) => text.toWellFormed());
    const texts = [...hostile, ...random].filter((text) => text !== '__proto__');
    const values = await readInPython(
      python,
      texts.map((text) => write(text, { a: text, b: [text] })),
    );
    expect(values).toEqual(texts.map((text) => ({ [text]: { a: text, b: [text] } })));
  });
});
