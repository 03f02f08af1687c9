import { Eye, EyeOff, X } from 'lucide-react';
import { useId, useState } from 'react';
import { useText } from '../../i18n/text.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import type { McpDraft } from '../draft.ts';
import { type Secrets, slotOf } from '../secrets.ts';
import { NameInput } from './name-input.tsx';
import { slotOfEnv } from './needs.ts';
import { useServers } from './use-servers.ts';
import { setValue, type ValueKind } from './value-edits.ts';
import { ValueNote } from './value-note.tsx';

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
        <ValueNote {...{ kind, server, name, slot }} />
      </div>
    </li>
  );
};
