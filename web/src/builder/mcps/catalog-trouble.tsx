import { TriangleAlert } from 'lucide-react';
import type { McpCatalog } from '../../api/catalogs.ts';
import { useText } from '../../i18n/text.tsx';
import { Button } from '../../ui/button.tsx';

type Props = Readonly<{ catalog: McpCatalog; isAsking: boolean; onRetry: () => void }>;

/** What the catalog lacks: sources that gave nothing, and manifests that were left out. */
export const CatalogTrouble = ({ catalog: { sources, diagnostics }, isAsking, onRetry }: Props) => {
  const { catalog: text } = useText().builderMcps;
  const failed = sources.filter(({ ok }) => !ok);
  return (
    <>
      {failed.length > 0 && (
        <div className="flex flex-wrap items-start justify-between gap-3 rounded-lg border border-warning-line bg-warning-soft px-4 py-3 text-sm">
          <ul className="flex min-w-0 flex-1 basis-64 flex-col gap-1.5">
            {failed.map(({ id, label, reason }) => (
              <li key={id} className="flex gap-2">
                <TriangleAlert aria-hidden size={16} className="mt-0.5 shrink-0 text-warning" />
                <span className="min-w-0 wrap-anywhere">
                  {[text.sourceFailed(label), reason].filter(Boolean).join(' ')}
                </span>
              </li>
            ))}
          </ul>
          <Button size="sm" busy={isAsking} onClick={onRetry}>
            {text.retry}
          </Button>
        </div>
      )}
      {diagnostics.length > 0 && (
        <details className="rounded-lg border border-border px-4 text-sm">
          <summary className="min-h-8 cursor-pointer py-2 text-text-secondary">
            {text.unused(diagnostics.length)}
          </summary>
          <ul className="flex flex-col gap-2 pb-3">
            {diagnostics.map(({ name, kind, message }) => (
              <li key={`${name} ${message}`} className="min-w-0 wrap-anywhere">
                <span className="font-mono text-xs font-medium">{name}</span>
                {kind === 'future_manifest' && ` (${text.newer})`}:{' '}
                <span className="text-text-secondary">{message}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
};
