import { CircleAlert } from 'lucide-react';
import { useId, useState } from 'react';
import { useText } from '../../i18n/text.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import type { McpDraft } from '../draft.ts';
import { isReference } from '../env-names.ts';
import type { Secrets } from '../secrets.ts';
import { fieldOf } from '../validity/mcps.ts';
import { useServers } from './use-servers.ts';
import { renameRow, type ValueKind } from './value-edits.ts';

type Props = Readonly<{
  kind: ValueKind;
  server: McpDraft;
  name: string;
  /** From 1. */
  place: number;
  secrets: Secrets;
  error: string | undefined;
  describedBy: string;
}>;

/** Typed under its own until it is a name of its own: two rows of one name would have one value. */
export const NameInput = ({ kind, server, name, place, secrets, error, describedBy }: Props) => {
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
