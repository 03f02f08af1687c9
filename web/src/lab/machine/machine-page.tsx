import { useRef, useState } from 'react';
import { toCoverageLights } from '../../../../src/machines/chart/coverage-lights.ts';
import { useText } from '../../i18n/text.tsx';
import { Page } from '../../shell/page.tsx';
import { Card } from '../../ui/card.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Select } from '../../ui/select.tsx';
import { Switch } from '../../ui/switch.tsx';
import { Statechart } from '../chart/statechart.tsx';
import { useMachine, usePanelSize } from '../chart/use-machine.ts';
import { toCoverageNotes, toSummary } from './coverage-notes.ts';
import { NoCoverage } from './no-coverage.tsx';
import { StateDocs } from './state-docs.tsx';
import { TakeAlong } from './take-along.tsx';
import { TransitionTable } from './transition-table.tsx';
import { useCoverage } from './use-coverage.ts';
import { useMachinePlace } from './use-machine-place.ts';
import { useMachineText } from './use-machine-text.ts';

/** The machine with no flow in it: every state, what leads where, what each is for, and what flows ever did of it. */
export const MachinePage = () => {
  const { lab } = useText();
  const text = useMachineText();
  const panel = useRef<HTMLDivElement>(null);
  const [selected, setSelected] = useState<string | null>(null);
  const { hasCoverage, order, definition, ...place } = useMachinePlace();
  const notes = hasCoverage ? 'all' : 'none';
  const machine = useMachine(usePanelSize(panel), undefined, 0, { definition, notes });
  const counted = useCoverage(definition, hasCoverage);
  const coverage = hasCoverage ? counted.data : undefined;
  const { data, error } = machine;
  const shown =
    data && coverage
      ? { lights: toCoverageLights(data.chart, coverage), notes: toCoverageNotes(data.chart, coverage, text) }
      : { lights: null };
  return (
    <Page
      title={lab.machine}
      description={lab.machineDescription}
      width="full"
      actions={
        <>
          {data && data.definitions.length > 1 && (
            <Select
              aria-label={text.definition}
              value={data.definition}
              options={data.definitions.map((name) => ({ value: name, label: name }))}
              onChange={place.choose}
            />
          )}
          <Switch label={text.coverage} checked={hasCoverage} onChange={place.showCoverage} />
          {data && <TakeAlong machine={data} shown={shown} />}
        </>
      }
    >
      {error && <ErrorState error={error} onRetry={() => void machine.refetch()} />}
      {hasCoverage && counted.error && <ErrorState error={counted.error} onRetry={() => void counted.refetch()} />}
      <Card padding="none" title={hasCoverage && toSummary(coverage, text)}>
        <div ref={panel} className="h-[20rem] max-lg:h-[26rem] max-sm:h-[40rem]">
          {data && <Statechart {...data} {...shown} selected={selected} onSelect={setSelected} />}
        </div>
      </Card>
      {coverage?.flows === 0 && <NoCoverage />}
      {data && <StateDocs graph={data.graph} coverage={coverage} selected={selected} />}
      {coverage && coverage.flows > 0 && <TransitionTable ways={coverage.ways} order={order} onSort={place.sort} />}
    </Page>
  );
};
