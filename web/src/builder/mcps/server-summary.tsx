import { ChevronRight, TriangleAlert } from 'lucide-react';
import { useText } from '../../i18n/text.tsx';
import { Badge } from '../../ui/badge.tsx';
import type { McpDraft } from '../draft.ts';
import { useBuilder } from '../use-builder.tsx';
import { needsOf } from './needs.ts';

/** A server in two lines; opens its form. */
export const ServerSummary = ({ server }: Readonly<{ server: McpDraft }>) => {
  const { builderMcps: text } = useText();
  const { secrets } = useBuilder();
  const { name, transport, command, args, url } = server;
  const needs = needsOf(server, secrets).map((need) => need.name ?? text.token);
  const reached = transport === 'stdio' ? `${command} ${args}`.trim() : url;
  return (
    <summary className="flex cursor-pointer list-none items-start gap-3 p-4 -outline-offset-2 sm:pr-48 hover:bg-accent [&::-webkit-details-marker]:hidden">
      <ChevronRight
        aria-hidden
        size={18}
        className="mt-0.5 shrink-0 text-text-tertiary transition-transform group-open:rotate-90"
      />
      <span className="flex min-w-0 flex-1 flex-col gap-1">
        <span className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
          <span className="min-w-0 font-medium wrap-anywhere">{name.trim() || text.list.unnamed}</span>
          <Badge>{text.transports[transport]}</Badge>
          {needs.length > 0 && (
            <Badge tone="warning" icon={<TriangleAlert aria-hidden size={14} />}>
              {text.needs(needs)}
            </Badge>
          )}
        </span>
        {reached && <span className="truncate font-mono text-xs text-text-secondary group-open:hidden">{reached}</span>}
      </span>
    </summary>
  );
};
