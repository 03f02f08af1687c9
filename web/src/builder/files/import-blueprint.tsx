import { FileUp } from 'lucide-react';
import { useRef, useState } from 'react';
import { useText } from '../../i18n/text.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import type { OpenedBlueprint } from './open-blueprint.ts';
import { ReplaceDraft } from './replace-draft.tsx';
import { useFileDrop } from './use-file-drop.ts';

type Read = OpenedBlueprint & Readonly<{ name: string }>;

/** Larger than any plan the server takes. */
const LONGEST_BYTES = 1024 * 1024;

/** Opens a blueprint, chosen or dropped anywhere on the page. */
export const ImportBlueprint = () => {
  const { files } = useText().builder;
  const [read, setRead] = useState<Read | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const openFile = async (file: File) => {
    const { name } = file;
    const { openBlueprint } = await import('./open-blueprint.ts');
    const answer = file.size > LONGEST_BYTES ? tooLong(name) : openBlueprint(await file.text(), name);
    setRead({ ...answer, name });
  };
  const tooLong = (name: string): OpenedBlueprint => ({ ok: false, faults: [files.tooLong(name)] });
  const isOver = useFileDrop((file) => void openFile(file));
  const close = () => setRead(null);
  return (
    <>
      <Button size="sm" icon={<FileUp aria-hidden size={16} />} onClick={() => input.current?.click()}>
        {files.import}
      </Button>
      <input
        ref={input}
        type="file"
        accept=".yaml,.yml,.json"
        hidden
        aria-label={files.import}
        onChange={({ target }) => {
          const file = target.files?.[0];
          if (file) void openFile(file);
          // The same file can be chosen again after it was mended.
          target.value = '';
        }}
      />
      {isOver && (
        <div className="pointer-events-none fixed inset-0 z-50 grid place-items-center bg-background p-6">
          <p className="rounded-xl border-2 border-dashed border-info px-12 py-16 text-lg">{files.drop}</p>
        </div>
      )}
      {read?.ok === false && (
        <Dialog
          title={files.refused(read.name)}
          onClose={close}
          footer={<Button onClick={close}>{files.close}</Button>}
        >
          <ul className="flex flex-col gap-2 font-mono text-sm">
            {read.faults.map((fault) => (
              <li key={fault} className="wrap-anywhere">
                {fault}
              </li>
            ))}
          </ul>
        </Dialog>
      )}
      {read?.ok && <ReplaceDraft opened={read.opened} source={read.name} onDone={close} />}
    </>
  );
};
