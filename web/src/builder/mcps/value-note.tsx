import { useText } from '../../i18n/text.tsx';
import type { McpDraft } from '../draft.ts';
import { isReference } from '../env-names.ts';
import { forgottenOf } from '../secrets.ts';
import { useBuilder } from '../use-builder.tsx';
import { useServers } from './use-servers.ts';
import { keepInDotEnv, type ValueKind } from './value-edits.ts';

type Props = Readonly<{ kind: ValueKind; server: McpDraft; name: string; slot: string | null }>;

/** Where the value goes, and whether it has to be entered again. */
export const ValueNote = ({ kind, server, name, slot }: Props) => {
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
