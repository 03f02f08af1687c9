import { quoteWord, splitWords } from '../../../../src/machines/flow/shell-words.ts';
import { useText } from '../../i18n/text.tsx';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import type { McpDraft } from '../draft.ts';
import { fieldOf } from '../validity/mcps.ts';
import type { FieldErrors } from './use-field-errors.ts';
import { useServers } from './use-servers.ts';
import { ValueRows } from './value-rows.tsx';

type Props = Readonly<{ server: McpDraft; errors: FieldErrors }>;

/** A program of this machine: what is started, with which words and variables. */
export const StdioFields = ({ server, errors }: Props) => {
  const { form: text } = useText().builderMcps;
  const { edit } = useServers();
  return (
    <>
      <Field label={text.command} hint={<CommandHint server={server} />} error={errors.at('command')} required>
        {(control) => (
          <TextInput
            {...control}
            mono
            data-field={fieldOf(server.key, 'command')}
            value={server.command}
            onChange={(command) => edit(server, { part: { command } })}
          />
        )}
      </Field>
      <div className="flex flex-col gap-2">
        <Field label={text.args} hint={text.argsHint} error={errors.at('args')}>
          {(control) => (
            <TextInput
              {...control}
              mono
              data-field={fieldOf(server.key, 'args')}
              value={server.args}
              onChange={(args) => edit(server, { part: { args } })}
            />
          )}
        </Field>
        <Words line={server.args} />
      </div>
      <ValueRows kind="env" server={server} errors={errors} />
    </>
  );
};

/** A whole command line is often pasted where only the program belongs; a path may have blanks all the same. */
const CommandHint = ({ server }: Readonly<{ server: McpDraft }>) => {
  const { form: text } = useText().builderMcps;
  const { edit } = useServers();
  const [command = '', ...args] = splitWords(server.command) ?? [];
  if (args.length === 0) return text.commandHint;
  const split = () => edit(server, { part: { command, args: [...args.map(quoteWord), server.args].join(' ').trim() } });
  return (
    <span className="flex flex-wrap items-center gap-x-3 gap-y-1 text-warning">
      {text.commandSplit}
      <Button size="sm" onClick={split}>
        {text.split}
      </Button>
    </span>
  );
};

/** One box for each word, so that quoting can be checked by eye. */
const Words = ({ line }: Readonly<{ line: string }>) => {
  const { form: text } = useText().builderMcps;
  const words = splitWords(line) ?? [];
  if (words.length === 0) return null;
  return (
    <ol aria-label={text.words} className="flex min-w-0 flex-wrap gap-1.5">
      {words.map((word, index) => (
        <li
          key={index}
          className="max-w-full rounded-md border border-border bg-muted px-2 py-0.5 font-mono text-xs wrap-anywhere whitespace-pre-wrap"
        >
          {word === '' ? <span className="text-text-tertiary italic">{text.emptyWord}</span> : word}
        </li>
      ))}
    </ol>
  );
};
