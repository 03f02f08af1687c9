import { CircleAlert, Eye, EyeOff, X } from 'lucide-react';
import { useId, useState } from 'react';
import { useText } from '../../i18n/text.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import type { McpDraft } from '../draft.ts';
import { isReference } from '../env-names.ts';
import { forgottenOf, type Secrets, slotOf } from '../secrets.ts';
import { useBuilder } from '../use-builder.tsx';
import { fieldOf } from '../validity/mcps.ts';
import { slotOfEnv } from './needs.ts';
import { useServers } from './use-server.ts';
import { keepInDotEnv, renameRow, setValue, type ValueKind } from './value-edits.ts';

type Props = Readonly<{
  kind: ValueKind;
  server: McpDraft;
  name: string;
  /** From 1. */
  place: number;
  secrets: Secrets;
  error: string | undefined;
  onRemove: () => void;
}>;

/** A name and its value, which is masked and kept in memory only. */
export const ValueRow = ({ kind, server, name, place, secrets, error, onRemove }: Props) => {
  const { builderMcps } = useText();
  const { values: text } = builderMcps;
  const { edit } = useServers();
  const [isShown, setShown] = useState(false);
  const id = useId();
  const label = name === '' ? `${text[kind]} ${place}` : name;
  const slot = kind === 'env' ? slotOfEnv(server, name) : slotOf.mcpHeader(server.key, name);
  const isConstant = slot === null;
  const value = isConstant ? (server.plainEnv[name] ?? '') : (secrets[slot] ?? '');
  return (
    <li className="grid min-w-0 grid-cols-[minmax(0,1fr)_auto] gap-2 sm:grid-cols-[minmax(0,2fr)_minmax(0,3fr)_auto]">
      <NameInput {...{ kind, server, name, place, secrets, error }} describedBy={`${id}-note`} />
      <div className="order-last col-span-full flex min-w-0 gap-2 sm:order-none sm:col-span-1">
        <TextInput
          mono
          aria-label={text.value(text[kind], name, place)}
          aria-describedby={`${id}-note`}
          placeholder={text.valueLabel}
          data-part="value"
          data-field={slot ?? undefined}
          type={isShown || isConstant ? 'text' : 'password'}
          autoComplete="new-password"
          value={value}
          onChange={(typed) => edit(server, setValue(server, kind, name, typed))}
        />
        {!isConstant && (
          <IconButton
            variant="secondary"
            label={isShown ? text.hide(label) : text.show(label)}
            aria-pressed={isShown}
            onClick={() => setShown(!isShown)}
            icon={isShown ? <EyeOff aria-hidden size={16} /> : <Eye aria-hidden size={16} />}
          />
        )}
      </div>
      <IconButton label={text.remove(label)} onClick={onRemove} icon={<X aria-hidden size={16} />} />
      <div id={`${id}-note`} className="order-last col-span-full text-sm text-text-tertiary empty:hidden">
        <Note {...{ kind, server, name, slot }} />
      </div>
    </li>
  );
};

type NameProps = Omit<Props, 'onRemove'> & Readonly<{ describedBy: string }>;

/** Typed under its own until it is a name of its own: two rows of one name would have one value. */
const NameInput = ({ kind, server, name, place, secrets, error, describedBy }: NameProps) => {
  const { values: text } = useText().builderMcps;
  const { edit } = useServers();
  const [twice, setTwice] = useState<string | null>(null);
  const id = useId();
  const told = twice === null ? error : text.twice(twice);
  const rename = (typed: string) => {
    const renamed = renameRow({ server, kind, secrets }, name, typed.trim());
    setTwice(renamed === null ? typed.trim() : null);
    if (renamed) edit(server, renamed);
  };
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <TextInput
        mono
        aria-label={text.name(text[kind], place)}
        aria-invalid={told ? true : undefined}
        aria-describedby={told ? `${id}-error` : describedBy}
        placeholder={text.nameLabel}
        data-part="name"
        data-field={fieldOf(server.key, kind, place - 1)}
        // Its value is in `.env` under this name, where others may refer to it.
        readOnly={kind === 'env' && isReference(server.plainEnv[name], name)}
        value={twice ?? name}
        onChange={rename}
      />
      <div id={`${id}-error`} role="alert" className="text-sm text-destructive empty:hidden">
        {told && (
          <p className="flex gap-1.5">
            <CircleAlert aria-hidden size={16} className="mt-0.5 shrink-0" />
            <span className="min-w-0">{told}</span>
          </p>
        )}
      </div>
    </div>
  );
};

type NoteProps = Readonly<{ kind: ValueKind; server: McpDraft; name: string; slot: string | null }>;

/** Where the value goes, and whether it has to be entered again. */
const Note = ({ kind, server, name, slot }: NoteProps) => {
  const { builder, builderMcps } = useText();
  const { values: text } = builderMcps;
  const { draft, secrets, given } = useBuilder();
  const { edit } = useServers();
  if (slot === null) return text.constant;
  const isForgotten = forgottenOf(given, secrets, draft).includes(slot);
  const again = isForgotten && <span className="mb-1 block text-warning">{builder.secretAgain}</span>;
  if (kind === 'headers' || name === '') return again || null;
  const isInDotEnv = isReference(server.plainEnv[name], name);
  return (
    <>
      {again}
      {isInDotEnv ? text.inEnv : text.inConfig}{' '}
      <button
        type="button"
        onClick={() => edit(server, keepInDotEnv(server, name, secrets))}
        className="inline-flex min-h-8 items-center text-text-secondary underline hover:text-text-primary"
      >
        {isInDotEnv ? text.toConfig : text.toEnv}
      </button>
    </>
  );
};
