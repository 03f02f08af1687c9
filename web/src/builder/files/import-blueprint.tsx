import { useState } from 'react';
import { useText } from '../../i18n/text.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { OpenFile } from '../../ui/open-file.tsx';
import type { OpenedBlueprint } from './open-blueprint.ts';
import { ReplaceDraft } from './replace-draft.tsx';

type Read = OpenedBlueprint & Readonly<{ name: string }>;

/** Larger than any plan the server takes. */
const LONGEST_BYTES = 1024 * 1024;

/** Opens a blueprint, chosen or dropped anywhere on the page. */
export const ImportBlueprint = () => {
  const { files } = useText().builder;
  const [read, setRead] = useState<Read | null>(null);
  const openFile = async (file: File) => {
    const { name } = file;
    const { openBlueprint } = await import('./open-blueprint.ts');
    const answer = file.size > LONGEST_BYTES ? tooLong(name) : openBlueprint(await file.text(), name);
    setRead({ ...answer, name });
  };
  const tooLong = (name: string): OpenedBlueprint => ({ ok: false, faults: [files.tooLong(name)] });
  const close = () => setRead(null);
  return (
    <>
      <OpenFile
        label={files.import}
        drop={files.drop}
        accept=".yaml,.yml,.json"
        size="sm"
        onFile={(file) => void openFile(file)}
      />
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
