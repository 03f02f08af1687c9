import { Download, FileDown } from 'lucide-react';
import type { FlowView } from '../../../src/machines/flow/view.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Refusal } from './refusal.tsx';
import { useExport } from './use-export.ts';
import { useExportsText } from './use-exports-text.ts';
import { useFlowText } from './use-flow-text.ts';

/** The flow's record, to be taken along. */
export const FlowFacts = ({ view: { id, version } }: Readonly<{ view: FlowView }>) => {
  const { about } = useFlowText();
  const text = useExportsText();
  const { save, saving, trouble } = useExport(id);
  return (
    <Card title={about.title}>
      <div className="flex flex-col items-start gap-3">
        <p className="text-sm text-text-secondary">{about.record(version)}</p>
        <Button
          size="sm"
          busy={saving === 'html'}
          icon={<FileDown aria-hidden size={14} />}
          onClick={() => void save('html')}
        >
          {text.page}
        </Button>
        <Button
          size="sm"
          busy={saving === 'ndjson'}
          icon={<Download aria-hidden size={14} />}
          onClick={() => void save('ndjson')}
        >
          {text.records}
        </Button>
        <Refusal reason={trouble && text.failed(trouble.message)} />
      </div>
    </Card>
  );
};
