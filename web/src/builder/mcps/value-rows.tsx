import { Plus } from 'lucide-react';
import { type ClipboardEvent, type KeyboardEvent, useRef } from 'react';
import { flushSync } from 'react-dom';
import { useText } from '../../i18n/text.tsx';
import { Button } from '../../ui/button.tsx';
import type { McpDraft } from '../draft.ts';
import { useBuilder } from '../use-builder.tsx';
import { readLines } from './read-lines.ts';
import type { FieldErrors } from './use-field-errors.ts';
import { useServers } from './use-servers.ts';
import { addRow, addValues, removeRow, type ValueKind } from './value-edits.ts';
import { ValueRow } from './value-row.tsx';

type Props = Readonly<{ kind: ValueKind; server: McpDraft; errors: FieldErrors }>;

/** Names and values of a server. Enter goes on to the next field, and to a new row after the last. */
export const ValueRows = ({ kind, server, errors }: Props) => {
  const { form, values: text } = useText().builderMcps;
  const { secrets } = useBuilder();
  const { edit } = useServers();
  const rows = useRef<HTMLUListElement>(null);
  const inputs = () => [...(rows.current?.querySelectorAll('input') ?? [])];
  const add = () => {
    flushSync(() => edit(server, addRow(server, kind)));
    inputs()
      .findLast((input) => input.dataset['part'] === 'name')
      ?.focus();
  };
  const remove = (name: string, index: number) => {
    flushSync(() => edit(server, removeRow(server, kind, name)));
    const names = inputs().filter((input) => input.dataset['part'] === 'name');
    (names[Math.min(index, names.length - 1)] ?? rows.current?.parentElement?.querySelector('button'))?.focus();
  };
  const goOn = (event: KeyboardEvent) => {
    const { target } = event;
    if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || !(target instanceof HTMLInputElement)) return;
    const isEmptyLast = target.dataset['part'] === 'name' && target.value === '';
    if (isEmptyLast) return;
    event.preventDefault();
    const next = inputs()[inputs().indexOf(target) + 1];
    if (next) next.focus();
    else add();
  };
  const paste = (event: ClipboardEvent) => {
    const pasted = event.clipboardData.getData('text/plain');
    const values = readLines(pasted, kind);
    // One line may be a value that looks like a pair; that it is none is clear where a name belongs.
    const isForName = event.target instanceof HTMLElement && event.target.dataset['part'] === 'name';
    if (values === null || !(isForName || pasted.trim().includes('\n'))) return;
    event.preventDefault();
    edit(server, addValues(server, kind, values));
  };
  return (
    <fieldset className="flex min-w-0 flex-col gap-3">
      <legend className="text-sm font-medium">{form[kind]}</legend>
      <p className="mt-1 text-sm text-text-tertiary">{form[`${kind}Hint`]}</p>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- what comes up from its fields */}
      <ul ref={rows} onKeyDown={goOn} onPaste={paste} className="flex flex-col gap-4 empty:hidden">
        {server[kind].map((name, index) => (
          <ValueRow
            key={index}
            place={index + 1}
            {...{ kind, server, name, secrets }}
            error={errors.at(kind, index)}
            onRemove={() => remove(name, index)}
          />
        ))}
      </ul>
      <div>
        <Button size="sm" onClick={add} icon={<Plus aria-hidden size={16} />}>
          {text.add[kind]}
        </Button>
      </div>
    </fieldset>
  );
};
