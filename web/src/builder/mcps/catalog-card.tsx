import { Check, ExternalLink, GitBranch, Globe, KeyRound, LogIn, Plus, Terminal } from 'lucide-react';
import type { ReactNode } from 'react';
import type { CatalogServer } from '../../api/catalogs.ts';
import { useText } from '../../i18n/text.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { CodeBlock } from '../../ui/code-block.tsx';
import { useBuilder } from '../use-builder.tsx';

type Props = Readonly<{ entry: CatalogServer; origin: string; isAdded: boolean; onAdd: () => void }>;

/** What a server of the catalog is for, where it comes from, and what it wants. */
export const CatalogCard = ({ entry, origin, isAdded, onAdd }: Props) => {
  const { transports, catalog: text } = useText().builderMcps;
  const { name, description, transport, source, needs_install: needsInstall } = entry;
  const Icon = transport === 'stdio' ? Terminal : Globe;
  return (
    <article
      aria-label={name}
      className="flex min-w-0 flex-1 flex-col gap-3 rounded-xl border border-border bg-card p-4"
    >
      <div className="flex flex-wrap items-center gap-2">
        <h4 className="min-w-0 font-medium wrap-anywhere">{name}</h4>
        <Badge icon={<Icon aria-hidden size={14} />}>{transports[transport]}</Badge>
      </div>
      <p className="text-sm text-text-secondary">{description}</p>
      <Wants entry={entry} />
      <div className="mt-auto flex flex-wrap items-center justify-between gap-x-3 gap-y-2 pt-1">
        <div className="min-w-0 text-xs text-text-tertiary">
          <span className="block">{text.from(origin)}</span>
          {isWebAddress(source) && (
            <a
              href={source}
              target="_blank"
              rel="noreferrer"
              aria-label={text.project(name)}
              className="inline-flex min-h-8 items-center gap-1 underline hover:text-text-primary"
            >
              {text.projectShort}
              <ExternalLink aria-hidden size={12} />
            </a>
          )}
        </div>
        {!needsInstall && (
          <Button
            size="sm"
            aria-disabled={isAdded || undefined}
            aria-label={isAdded ? text.addedName(name) : text.add(name)}
            onClick={isAdded ? undefined : onAdd}
            icon={isAdded ? <Check aria-hidden size={16} className="text-success" /> : <Plus aria-hidden size={16} />}
          >
            {isAdded ? text.added : text.addShort}
          </Button>
        )}
      </div>
    </article>
  );
};

/** Keys, signing in, and an install; nothing for most. */
const Wants = ({ entry }: Readonly<{ entry: CatalogServer }>) => {
  const { catalog: text } = useText().builderMcps;
  const { draft } = useBuilder();
  const { name, required_env: asked, auth_type: auth, needs_install: needsInstall } = entry;
  const needed = asked.filter(({ required }) => required).map((one) => one.name);
  const optional = asked.filter(({ required }) => !required).map((one) => one.name);
  const profile = draft.identity.name.trim().toLowerCase() || '<name>';
  return (
    <ul className="flex min-w-0 flex-col gap-1.5 text-sm empty:hidden">
      {needed.length > 0 && <Want icon={<KeyRound aria-hidden size={14} />}>{text.asksFor(needed)}</Want>}
      {optional.length > 0 && <Want icon={<KeyRound aria-hidden size={14} />}>{text.mayTake(optional)}</Want>}
      {auth === 'oauth' && <Want icon={<LogIn aria-hidden size={14} />}>{text.oauth}</Want>}
      {needsInstall && (
        <>
          <Want icon={<GitBranch aria-hidden size={14} />}>{text.git}</Want>
          <li className="min-w-0">
            <CodeBlock text={`hermes -p ${profile} mcp install ${name}`} />
          </li>
        </>
      )}
    </ul>
  );
};

const Want = ({ icon, children }: Readonly<{ icon: ReactNode; children: ReactNode }>) => (
  <li className="flex min-w-0 items-start gap-2">
    <span className="mt-1 shrink-0 text-text-tertiary">{icon}</span>
    <span className="min-w-0 wrap-anywhere">{children}</span>
  </li>
);

const isWebAddress = (text: string): boolean => /^https?:\/\//i.test(text);
