import { type ClipboardEvent, type KeyboardEvent, useEffect, useRef } from 'react';
import { useText } from '../../i18n/text.tsx';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { RadioCards } from '../../ui/radio-cards.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { useToast } from '../../ui/toast.tsx';
import type { McpDraft } from '../draft.ts';
import { fieldOf } from '../validity/mcps.ts';
import { CatalogNote } from './catalog-note.tsx';
import { HttpFields } from './http-fields.tsx';
import { isSnippet, readSnippet } from './read-snippet.ts';
import { StdioFields } from './stdio-fields.tsx';
import type { FieldErrors } from './use-field-errors.ts';
import { useServers } from './use-servers.ts';

type Props = Readonly<{
  server: McpDraft;
  errors: FieldErrors;
  /** Enter in a field: this server is described. Only Ctrl-Enter leaves the step from here. */
  onDone: () => void;
}>;

/** Everything about one server. A snippet that is pasted into any of its fields fills all of them. */
export const ServerForm = ({ server, errors, onDone }: Props) => {
  const { form: text } = useText().builderMcps;
  const { edit, replace } = useServers();
  const showToast = useToast();
  // What was pasted is read a moment later: onto what the servers are then.
  const latest = useRef(replace);
  useEffect(() => {
    latest.current = replace;
  });
  const finish = (event: KeyboardEvent) => {
    const isPlain = event.key === 'Enter' && !event.ctrlKey && !event.metaKey;
    if (!isPlain || event.defaultPrevented || !(event.target instanceof HTMLInputElement)) return;
    event.preventDefault();
    onDone();
  };
  const paste = (event: ClipboardEvent) => {
    const pasted = event.clipboardData.getData('text/plain');
    if (event.defaultPrevented || !isSnippet(pasted)) return;
    event.preventDefault();
    readSnippet(pasted).then(
      (entries) => latest.current(server, entries),
      () => showToast(text.pasteFailed),
    );
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- what comes up from its fields
    <div onKeyDown={finish} onPaste={paste} className="flex flex-col gap-5 border-t border-border px-4 py-5">
      <CatalogNote server={server} />
      <Field label={text.name} hint={text.nameHint} error={errors.at('name')} required>
        {(control) => (
          <TextInput
            {...control}
            mono
            data-field={fieldOf(server.key, 'name')}
            value={server.name}
            onChange={(name) => edit(server, { part: { name } })}
          />
        )}
      </Field>
      <Transport server={server} />
      {server.transport === 'stdio' ? (
        <StdioFields server={server} errors={errors} />
      ) : (
        <HttpFields server={server} errors={errors} />
      )}
      <div>
        <Button size="sm" onClick={onDone}>
          {text.done}
        </Button>
      </div>
    </div>
  );
};

const Transport = ({ server }: Readonly<{ server: McpDraft }>) => {
  const { form, manual } = useText().builderMcps;
  const { edit } = useServers();
  return (
    <RadioCards
      legend={form.transport}
      value={server.transport}
      onChange={(transport) => edit(server, { part: { transport } })}
      options={[
        { value: 'stdio', title: manual.stdio, description: manual.stdioText },
        { value: 'http', title: manual.http, description: manual.httpText },
      ]}
    />
  );
};
