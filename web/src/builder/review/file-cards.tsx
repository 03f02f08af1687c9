import { ChevronRight } from 'lucide-react';
import { useText } from '../../i18n/text.tsx';
import type { FilePreview } from '../blueprint/blueprint-provider.tsx';
import { FileView } from '../blueprint/file-view.tsx';

/** Every file a create writes, in full width. */
export const FileCards = ({ files }: Readonly<{ files: readonly FilePreview[] }>) => {
  const { blueprint } = useText().builder;
  return (
    <ul aria-label={blueprint.files} className="flex flex-col gap-3">
      {files.map((file) => (
        <li key={file.path}>
          <details open className="group overflow-hidden rounded-xl border border-border bg-card">
            <summary className="flex min-h-11 list-none items-center gap-2 px-4 text-sm -outline-offset-2 hover:bg-secondary">
              <ChevronRight aria-hidden size={16} className="shrink-0 transition-transform group-open:rotate-90" />
              <span className="mr-auto min-w-0 font-mono text-xs wrap-anywhere">{file.path}</span>
              <span className={`text-xs ${file.change === 'create' ? 'text-success' : 'text-warning'}`}>
                {blueprint.changes[file.change]}
              </span>
            </summary>
            <div className="max-h-[32rem] overflow-y-auto border-t border-border bg-background">
              <FileView file={file} />
            </div>
          </details>
        </li>
      ))}
    </ul>
  );
};
