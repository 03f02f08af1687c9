import { TriangleAlert } from 'lucide-react';
import { useText } from '../../i18n/text.tsx';
import { Button } from '../../ui/button.tsx';
import { forgottenOf } from '../secrets.ts';
import { useBuilder } from '../use-builder.tsx';
import { needsOf } from './needs.ts';

/** What servers ask for and never had; what a reload took is told by itself. */
export const MissingValues = () => {
  const { builderMcps } = useText();
  const { review: text } = builderMcps;
  const { draft, secrets, given, go } = useBuilder();
  const forgotten = forgottenOf(given, secrets, draft);
  const missing = draft.mcpServers.flatMap((server) =>
    needsOf(server, secrets)
      .filter(({ slot }) => !forgotten.includes(slot))
      .map(({ slot, name }) => ({ slot, label: text.enter(server.name.trim(), name ?? builderMcps.token) })),
  );
  if (missing.length === 0) return null;
  return (
    <section
      aria-label={text.missing(missing.length)}
      className="flex flex-col gap-3 rounded-xl border border-warning-line bg-warning-soft p-4 text-sm"
    >
      <p className="flex items-start gap-2.5">
        <TriangleAlert aria-hidden size={16} className="mt-0.5 shrink-0 text-warning" />
        {text.missing(missing.length)}
      </p>
      <ul className="flex flex-wrap gap-2">
        {missing.map(({ slot, label }) => (
          <li key={label}>
            <Button size="sm" onClick={() => go('mcps', slot)}>
              {label}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
};
