import { useRef, useState } from 'react';
import { useText } from '../i18n/text.tsx';
import { Page } from '../shell/page.tsx';
import { Card } from '../ui/card.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { Statechart } from './chart/statechart.tsx';
import { useMachine, usePanelSize } from './chart/use-machine.ts';
import { StateDocs } from './state-docs.tsx';

/** The machine with no flow in it: every state, what leads where, and what each is for. */
export const MachinePage = () => {
  const { lab } = useText();
  const panel = useRef<HTMLDivElement>(null);
  const [selected, setSelected] = useState<string | null>(null);
  const { data, error, refetch } = useMachine(usePanelSize(panel));
  return (
    <Page title={lab.machine} description={lab.machineDescription} width="full">
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      <Card padding="none">
        <div ref={panel} className="h-[26rem] max-sm:h-[44rem]">
          {data && <Statechart {...data} lights={null} selected={selected} onSelect={setSelected} />}
        </div>
      </Card>
      {data && <StateDocs graph={data.graph} selected={selected} />}
    </Page>
  );
};
