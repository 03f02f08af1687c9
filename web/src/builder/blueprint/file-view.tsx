import { useText } from '../../i18n/text.tsx';
import { DiffView } from '../../ui/diff-view.tsx';
import type { FilePreview } from './blueprint-provider.tsx';

/** The lines of one file a create writes. */
export const FileView = ({ file }: Readonly<{ file: FilePreview }>) => {
  const { blueprint } = useText().builder;
  if (!file.isShown) return <p className="p-4 text-sm text-text-secondary">{blueprint.notShown(file.bytes)}</p>;
  if (file.bytes === 0) return <p className="p-4 text-sm text-text-secondary">{blueprint.emptyFile}</p>;
  return <DiffView lines={file.diff} label={blueprint.contents(file.path)} wraps={file.path.endsWith('.md')} />;
};
