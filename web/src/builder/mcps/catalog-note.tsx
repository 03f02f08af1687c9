import { useQuery } from '@tanstack/react-query';
import { Info } from 'lucide-react';
import { useApi } from '../../api/api-context.tsx';
import { mcpCatalog } from '../../api/catalogs.ts';
import { useText } from '../../i18n/text.tsx';
import type { McpDraft } from '../draft.ts';

/** What the catalog says to whoever adds a server: how its key is had, what to change. */
export const CatalogNote = ({ server }: Readonly<{ server: McpDraft }>) => {
  const { form: text } = useText().builderMcps;
  const { data } = useQuery(mcpCatalog(useApi()));
  const entry = data?.entries.find(({ name }) => name === server.name.trim());
  const prompts = entry?.required_env.flatMap(({ name, prompt }) => (prompt === name ? [] : [`${name}: ${prompt}.`]));
  const note = [...(prompts ?? []), entry?.post_install.trim()].filter(Boolean).join('\n');
  if (note === '') return null;
  return (
    <div className="flex gap-2.5 rounded-lg border border-info-line bg-info-soft px-3 py-2.5 text-sm">
      <Info aria-hidden size={16} className="mt-0.5 shrink-0 text-info" />
      <p className="min-w-0 wrap-anywhere whitespace-pre-line">
        <span className="sr-only">{`${text.note}: `}</span>
        {note}
      </p>
    </div>
  );
};
