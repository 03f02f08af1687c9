import { Plug } from 'lucide-react';
import { useRef } from 'react';
import { flushSync } from 'react-dom';
import { useText } from '../../i18n/text.tsx';
import type { McpDraft } from '../draft.ts';
import { ServerRow } from './server-row.tsx';
import { useServers } from './use-servers.ts';

type Props = Readonly<{
  /** Key of the row that was just added to be filled in: it opens and takes the focus. */
  fresh: string | null;
  onSay: (message: string) => void;
}>;

/** The servers of the draft, in the order they are written, each to be changed where it stands. */
export const ServerList = ({ fresh, onSay }: Props) => {
  const { list } = useText().builderMcps;
  const { servers, remove } = useServers();
  const section = useRef<HTMLElement>(null);
  const removeAndFocus = (server: McpDraft) => {
    const index = servers.indexOf(server);
    flushSync(() => remove(server));
    const summaries = section.current?.querySelectorAll('summary') ?? [];
    const next = summaries[Math.min(index, summaries.length - 1)] ?? section.current?.querySelector('h3');
    if (next instanceof HTMLElement) next.focus();
    onSay(list.removed(server.name.trim() || list.unnamed));
  };
  return (
    <section ref={section} data-field="mcpServers" aria-labelledby="mcp-servers" className="flex flex-col gap-3">
      <h3 id="mcp-servers" tabIndex={-1} className="text-sm font-medium">
        {list.title}
        {servers.length > 0 && <span className="ml-2 text-text-tertiary tabular-nums">{servers.length}</span>}
      </h3>
      {servers.length === 0 ? (
        <div className="flex items-start gap-4 rounded-xl border border-dashed border-border p-5">
          <Plug aria-hidden size={20} className="mt-0.5 shrink-0 text-text-tertiary" />
          <div className="min-w-0 text-sm">
            <p className="font-medium">{list.emptyTitle}</p>
            <p className="mt-1 text-text-secondary">{list.empty}</p>
          </div>
        </div>
      ) : (
        <ul className="flex flex-col gap-3">
          {servers.map((server) => (
            <li key={server.key}>
              <ServerRow server={server} isFresh={server.key === fresh} onRemove={() => removeAndFocus(server)} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
};
