import { lazy, Suspense, useState } from 'react';
import { useExportsText } from '../flow/use-exports-text.ts';
import { FileDrop } from '../ui/file-drop.tsx';

/** Loaded when something is dropped. */
const DroppedFlow = lazy(() => import('../flows/dropped-flow.tsx').then((m) => ({ default: m.DroppedFlow })));

/** Takes over an exported flow that is dropped on the page, and replays it. */
export const DropFlow = () => {
  const { drop } = useExportsText();
  const [file, setFile] = useState<File | null>(null);
  return (
    <>
      <FileDrop label={drop} onFile={setFile} />
      {file && (
        <Suspense>
          <DroppedFlow file={file} />
        </Suspense>
      )}
    </>
  );
};
