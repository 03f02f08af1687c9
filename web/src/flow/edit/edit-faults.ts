import type { ProblemCode } from '../../../../src/machines/flow/codes.ts';
import { splitWords } from '../../../../src/machines/flow/shell-words.ts';
import type { EditForm, McpForm } from './edit-form.ts';
import type { SecretEdit, SecretRow } from './secret-rows.ts';

/** Fields that can be at fault, beside those of secrets: `env.<key>.name`, `env.<key>.value`, `headers.…`. */
export type Fault = 'needed' | 'open-quote' | 'twice';

/** What keeps a form from being sent, by field. */
export type Faults = Readonly<Record<string, Fault>>;

export const findFaults = (form: EditForm): Faults => {
  switch (form.kind) {
    case 'mcp':
      return toFaults([['name', form.name], ...(form.transport === 'stdio' ? ofStdio(form) : ofHttp(form))]);
    case 'env':
      return toFaults(ofRows('env', form.env));
    case 'model':
      return toFaults([
        ['provider', form.provider],
        ['model', form.model],
      ]);
    case 'skills':
      return {};
    case 'install':
    case 'skill':
      return toFaults([['name', form.name]]);
  }
};

/** The field a problem of the item is about, where there is one. */
export const fieldOfProblem = (code: ProblemCode, { kind }: EditForm): string | null => {
  if (kind === 'mcp') return mcpFields[code] ?? null;
  if (kind === 'install' || kind === 'skill') return 'name';
  return null;
};

const mcpFields: Partial<Record<ProblemCode, keyof McpForm>> = {
  'mcp/missing-name': 'name',
  'mcp/duplicate-name': 'name',
  'mcp/token-collision': 'name',
  'mcp/missing-command': 'command',
  'mcp/unsafe-command': 'command',
  'mcp/command-and-url': 'transport',
  'mcp/args-with-url': 'url',
  'mcp/env-with-url': 'url',
  'mcp/unsupported-auth': 'auth',
  'mcp/token-without-auth': 'auth',
  'mcp/auth-with-command': 'command',
  'mcp/missing-token': 'token',
};

/** A field, and either its text, which is needed, or what is wrong with it. */
type Judged = readonly [field: string, text: string, fault?: Fault | null];

const ofStdio = ({ command, args, env }: McpForm): readonly Judged[] => [
  ['command', command],
  ['args', 'given', splitWords(args) === null ? 'open-quote' : null],
  ...ofRows('env', env),
];

const ofHttp = ({ url, auth, token, headers }: McpForm): readonly Judged[] => [
  ['url', url],
  ...(auth === 'bearer' ? [['token', toGiven(token)] as const] : []),
  ...ofRows('headers', headers),
];

const ofRows = (list: 'env' | 'headers', rows: readonly SecretRow[]): readonly Judged[] =>
  rows.flatMap((row, index): readonly Judged[] => {
    const isTwice = rows.findIndex(({ name }) => name.trim() === row.name.trim()) < index;
    return [
      [`${list}.${row.key}.name`, row.name, isTwice ? 'twice' : null],
      [`${list}.${row.key}.value`, toGiven(row)],
    ];
  });

const toGiven = ({ isKept, value }: SecretEdit): string => (isKept ? 'kept' : value);

const toFaults = (judged: readonly Judged[]): Faults =>
  Object.fromEntries(
    judged.flatMap(([field, text, fault]): readonly (readonly [string, Fault])[] => {
      if (text.trim() === '') return [[field, 'needed']];
      return fault ? [[field, fault]] : [];
    }),
  );
