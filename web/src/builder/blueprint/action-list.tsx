import { Copy, Download, FolderPlus, type LucideIcon, ToggleLeft } from 'lucide-react';
import { useText } from '../../i18n/text.tsx';
import type { Preview } from './blueprint-provider.tsx';

type Action = Preview['actions'][number];

/** What a create does beside writing the files shown. */
export const ActionList = ({ actions }: Readonly<{ actions: Preview['actions'] }>) => {
  const { blueprint } = useText().builder;
  return (
    <ul aria-label={blueprint.actions} className="flex flex-col gap-1.5 text-sm text-text-secondary">
      {actions.map((action) => {
        const Icon = icons[action.action];
        return (
          <li key={`${action.action} ${action.item}`} className="flex min-w-0 items-start gap-2.5">
            <Icon aria-hidden size={16} className="mt-0.5 shrink-0 text-text-tertiary" />
            <span className="min-w-0 wrap-anywhere">
              {action.text}
              <Names {...action} />
            </span>
          </li>
        );
      })}
    </ul>
  );
};

const Names = ({ action, names = [] }: Action) => {
  const { blueprint } = useText().builder;
  if (!listed.has(action) || names.length === 0) return null;
  return (
    <details>
      <summary className="py-1 text-xs text-text-tertiary hover:text-text-primary">{blueprint.which}</summary>
      <span className="block font-mono text-xs">{names.join(', ')}</span>
    </details>
  );
};

const listed: ReadonlySet<Action['action']> = new Set(['seed-skills', 'add-skills', 'disable-skills']);

const icons: Readonly<Record<Action['action'], LucideIcon>> = {
  'make-directory': FolderPlus,
  'make-directories': FolderPlus,
  'copy-files': Copy,
  'seed-skills': Copy,
  'add-skills': Copy,
  'disable-skills': ToggleLeft,
  'install-skill': Download,
};
