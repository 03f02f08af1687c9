import { Download, Terminal } from 'lucide-react';
import { useState } from 'react';
import { useText } from '../../i18n/text.tsx';
import { Button } from '../../ui/button.tsx';
import { LiveRegion } from '../../ui/live-region.tsx';
import type { Draft } from '../draft.ts';
import { useBuilder } from '../use-builder.tsx';
import { toBlueprintText, toCommand } from './blueprint-text.ts';

/** The draft for elsewhere: as a file, or as a command that does the same. */
export const TakeAlong = () => {
  const { files } = useText().builder;
  const { draft } = useBuilder();
  const [told, setTold] = useState('');
  const copy = async () => {
    await navigator.clipboard.writeText(toCommand(await toBlueprintText(draft)));
    setTold(files.copied);
  };
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Button size="sm" icon={<Terminal aria-hidden size={16} />} onClick={() => void copy()}>
        {told || files.copy}
      </Button>
      <Button size="sm" icon={<Download aria-hidden size={16} />} onClick={() => void download(draft)}>
        {files.download}
      </Button>
      <LiveRegion>{told}</LiveRegion>
    </div>
  );
};

const download = async (draft: Draft): Promise<void> => {
  const url = URL.createObjectURL(new Blob([await toBlueprintText(draft)], { type: 'application/yaml' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `${draft.identity.name.trim().toLowerCase() || 'profile'}.yaml`;
  link.click();
  URL.revokeObjectURL(url);
};
