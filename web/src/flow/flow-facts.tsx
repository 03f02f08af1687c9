import { Download } from 'lucide-react';
import { useState } from 'react';
import type { FlowView } from '../../../src/machines/flow/view.ts';
import { useApi } from '../api/api-context.tsx';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Refusal } from './refusal.tsx';
import { saveAs } from './save-as.ts';
import { useFlowText } from './use-flow-text.ts';

/** The flow's record, as a file. */
export const FlowFacts = ({ view: { id, version, links } }: Readonly<{ view: FlowView }>) => {
  const { about } = useFlowText();
  const api = useApi();
  const [isBusy, setBusy] = useState(false);
  const [isFailed, setFailed] = useState(false);
  const save = async () => {
    setBusy(true);
    try {
      saveAs(await (await api.open(links.export)).blob(), `${id}.ndjson`);
      setFailed(false);
    } catch {
      setFailed(true);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Card title={about.title}>
      <div className="flex flex-col items-start gap-3">
        <p className="text-sm text-text-secondary">{about.record(version)}</p>
        <Button size="sm" busy={isBusy} icon={<Download aria-hidden size={14} />} onClick={() => void save()}>
          {about.export}
        </Button>
        <Refusal reason={isFailed ? about.notExported : null} />
      </div>
    </Card>
  );
};
