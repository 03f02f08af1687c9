import type { McpTool } from '../../../../src/machines/ports/mcp-prober.ts';
import { useText } from '../../i18n/text.tsx';

/** What a server offers; scrolls inside, since some have a hundred. */
export const ToolList = ({ tools }: Readonly<{ tools: readonly McpTool[] }>) => {
  const { test: text } = useText().builderMcps;
  return (
    <details open>
      <summary className="min-h-8 cursor-pointer py-1.5 text-text-secondary">{text.tools}</summary>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
      <ul aria-label={text.tools} tabIndex={0} className="max-h-72 overflow-y-auto rounded-lg border border-border">
        {tools.map(({ name, description }) => (
          <li key={name} className="border-b border-border px-3 py-2 last:border-b-0">
            <span className="font-mono text-xs font-medium wrap-anywhere">{name}</span>
            {description && (
              <span className="mt-0.5 line-clamp-2 text-xs text-text-secondary" title={description}>
                {description}
              </span>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
};
