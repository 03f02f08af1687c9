import { ChevronRight } from 'lucide-react';
import { useText } from '../../i18n/text.tsx';
import { BlueprintPanel } from './blueprint-panel.tsx';
import { useBlueprint } from './blueprint-provider.tsx';
import { Counters } from './counters.tsx';

/** The blueprint where there is no room beside the step: folded, with its counters. */
export const NarrowBlueprint = () => {
  const { blueprint } = useText().builder;
  const { preview } = useBlueprint();
  return (
    <details className="group min-w-0">
      <summary className="flex min-h-11 list-none items-center gap-2 rounded-lg border border-border bg-card px-4 text-sm font-medium hover:bg-accent">
        <ChevronRight aria-hidden size={16} className="transition-transform group-open:rotate-90" />
        <span className="mr-auto">{blueprint.show}</span>
        {preview && <Counters preview={preview} />}
      </summary>
      <div className="mt-3">
        <BlueprintPanel />
      </div>
    </details>
  );
};
