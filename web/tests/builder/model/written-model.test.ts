import { expect, it } from 'vitest';
import { writtenModel } from '../../../src/builder/model/written-model.ts';

const previewOf = (text: string) => ({
  files: [
    {
      ...{ path: 'config.yaml', change: 'create' as const, bytes: 1, endsInNewline: true, isShown: true },
      diff: text
        .split('\n')
        .map((line) => ({ op: line.startsWith('-') ? ('-' as const) : ('+' as const), text: line })),
    },
  ],
});

it.each([
  ['model:\n  provider: deepseek\n  default: deepseek-v4-flash', 'deepseek-v4-flash'],
  ['tts:\n  default: other\nmodel:\n  default: "qwen3:8b"\nskills: {}', 'qwen3:8b'],
  ['model:\n  provider: a\nvision:\n  default: other', null],
  ['skills: {}', null],
])('of %j is %j', (text, model) => {
  expect(writtenModel(previewOf(text))).toBe(model);
});

it('is not known before there is a preview', () => {
  expect(writtenModel(null)).toBeNull();
  expect(writtenModel({ files: [] })).toBeNull();
});
