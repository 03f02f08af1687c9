import clsx from 'clsx';
import { useText } from '../../i18n/text.tsx';
import type { FilePreview } from './blueprint-provider.tsx';

type Props = Readonly<{ files: readonly FilePreview[]; shown: string | undefined; onPick: (path: string) => void }>;

/** The files a create writes, to choose the one to look at. */
export const FileList = ({ files, shown, onPick }: Props) => {
  const { blueprint } = useText().builder;
  return (
    <ul aria-label={blueprint.files} className="flex flex-col p-1.5">
      {files.map(({ path, change }) => (
        <li key={path}>
          <button
            type="button"
            aria-pressed={path === shown}
            onClick={() => onPick(path)}
            className={clsx(
              'flex min-h-8 w-full min-w-0 items-center gap-2 rounded-md px-2.5 py-1 text-left text-xs -outline-offset-2',
              path === shown ? 'bg-muted' : 'text-text-secondary hover:bg-secondary',
            )}
          >
            <span className="min-w-0 flex-1 truncate font-mono" title={path}>
              {path}
            </span>
            <span className={change === 'create' ? 'text-success' : 'text-warning'}>{blueprint.changes[change]}</span>
          </button>
        </li>
      ))}
    </ul>
  );
};
