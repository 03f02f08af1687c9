import { Copy, Download } from 'lucide-react';
import { type Shown, toSvg } from '../../../../src/machines/chart/to-svg.ts';
import { saveAs } from '../../flow/save-as.ts';
import { Button } from '../../ui/button.tsx';
import { Menu } from '../../ui/menu.tsx';
import { useToast } from '../../ui/toast.tsx';
import type { Machine } from '../chart/use-machine.ts';
import { useMachineText } from './use-machine-text.ts';

type Props = Readonly<{ machine: Machine; shown: Shown }>;

/** The chart as it is shown, to be put into something else. */
export const TakeAlong = ({ machine: { definition, chart, layout, mermaid }, shown }: Props) => {
  const { take } = useMachineText();
  const toast = useToast();
  const save = (text: string, type: string, ending: string) =>
    saveAs(new Blob([text], { type }), `${definition}.${ending}`);
  const copy = () => {
    navigator.clipboard.writeText(mermaid).then(
      () => toast(take.copied),
      () => toast(take.notCopied),
    );
  };
  const items = [
    { label: take.saveSvg, icon: saving, onSelect: () => save(toSvg(chart, layout, shown), 'image/svg+xml', 'svg') },
    { label: take.copyMermaid, icon: <Copy aria-hidden size={16} />, onSelect: copy },
    { label: take.saveMermaid, icon: saving, onSelect: () => save(mermaid, 'text/plain', 'mmd') },
  ];
  return (
    <Menu
      items={items}
      trigger={(props) => (
        <Button {...props} size="sm" icon={saving}>
          {take.action}
        </Button>
      )}
    />
  );
};

const saving = <Download aria-hidden size={16} />;
