import { useExportsText } from '../flow/use-exports-text.ts';
import { OpenFile } from '../ui/open-file.tsx';
import { useFlowsText } from './use-flows-text.ts';
import { useImport } from './use-import.tsx';

/** Takes over an exported flow, chosen or dropped on the page, and opens it. */
export const ImportFlow = () => {
  const text = useFlowsText().import;
  const { drop } = useExportsText();
  const { importFile, isPending, refusal } = useImport((flow) => `/flows/${flow}`);
  return (
    <>
      <OpenFile
        label={text.action}
        drop={drop}
        accept=".ndjson,.jsonl,.json,.html"
        busy={isPending}
        onFile={importFile}
      />
      {refusal}
    </>
  );
};
