import { Download, FileDown } from 'lucide-react';
import { useEffect } from 'react';
import { useExport } from '../flow/use-export.ts';
import { useFlowText } from '../flow/use-flow-text.ts';
import { Button } from '../ui/button.tsx';
import { Menu } from '../ui/menu.tsx';
import { useToast } from '../ui/toast.tsx';

/** The flow that is replayed, to be taken along. */
export const ExportMenu = ({ flow }: Readonly<{ flow: string }>) => {
  const { about } = useFlowText();
  const { save, saving, isFailed } = useExport(flow);
  const toast = useToast();
  useEffect(() => {
    if (isFailed) toast(about.notExported);
  }, [isFailed, toast, about]);
  return (
    <Menu
      items={[
        {
          label: about.exportPage,
          icon: <FileDown aria-hidden size={16} />,
          onSelect: () => void save('html'),
        },
        { label: about.export, icon: <Download aria-hidden size={16} />, onSelect: () => void save('ndjson') },
      ]}
      trigger={(props) => (
        <Button {...props} size="sm" busy={saving !== null} icon={<Download aria-hidden size={16} />}>
          {about.exportMenu}
        </Button>
      )}
    />
  );
};
