import { TriangleAlert } from 'lucide-react';
import type { CatalogOrigin } from '../api/catalogs.ts';
import { useText } from '../i18n/text.tsx';
import { Button } from '../ui/button.tsx';

type Props = Readonly<{
  sources: readonly Readonly<Pick<CatalogOrigin, 'label' | 'ok' | 'reason'>>[];
  busy?: boolean;
  onRetry: () => void;
}>;

/** Where a list comes from, and which places did not answer. */
export const SourceNotes = ({ sources, busy = false, onRetry }: Props) => {
  const { builderCatalog: text } = useText();
  const answered = sources.filter(({ ok }) => ok);
  const silent = sources.filter(({ ok, reason }) => !ok || reason);
  return (
    <div className="flex flex-col gap-2 text-xs text-text-tertiary">
      {answered.length > 0 && (
        <p className="wrap-anywhere">{text.from(answered.map(({ label }) => label).join(', '))}</p>
      )}
      {silent.length > 0 && (
        <div className="flex items-start gap-3 rounded-lg border border-warning-line bg-warning-soft px-3 py-2 text-sm text-text-primary">
          <TriangleAlert aria-hidden size={16} className="mt-0.5 shrink-0 text-warning" />
          <ul className="min-w-0 flex-1 wrap-anywhere">
            {silent.map(({ label, ok, reason }) => (
              <li key={label}>{ok ? text.partly(label, reason ?? '') : text.silent(label, reason ?? '')}</li>
            ))}
          </ul>
          <Button size="sm" busy={busy} onClick={onRetry}>
            {text.retry}
          </Button>
        </div>
      )}
    </div>
  );
};
