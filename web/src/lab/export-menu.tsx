import { Download, FileDown } from 'lucide-react';
import { useEffect } from 'react';
import { useExport } from '../flow/use-export.ts';
import { useExportsText } from '../flow/use-exports-text.ts';
import { Button } from '../ui/button.tsx';
import { Menu } from '../ui/menu.tsx';
import { useToast } from '../ui/toast.tsx';

/** The flow that is replayed, to be taken along. */
export const ExportMenu = ({ flow }: Readonly<{ flow: string }>) => {
  const text = useExportsText();
  const { save, saving, trouble } = useExport(flow);
  const toast = useToast();
  useEffect(() => {
    if (trouble) toast(text.failed(trouble.message));
  }, [trouble, toast, text]);
  return (
    <Menu
      items={[
        {
          label: text.page,
          icon: <FileDown aria-hidden size={16} />,
          onSelect: () => void save('html'),
        },
        { label: text.records, icon: <Download aria-hidden size={16} />, onSelect: () => void save('ndjson') },
      ]}
      trigger={(props) => (
        <Button {...props} size="sm" busy={saving !== null} icon={<Download aria-hidden size={16} />}>
          {text.menu}
        </Button>
      )}
    />
  );
};
