import { ArrowDown, Equal, EqualNot } from 'lucide-react';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { LeaveButton } from './leave-button.tsx';
import { axes, type Axis } from './moments.ts';
import { toLabel, toMomentLines } from './moment-lines.ts';
import type { Both, Side } from './side.ts';
import { useCompareText } from './use-compare-text.ts';
import type { useWalk } from './use-walk.ts';

type Props = Readonly<{
  flows: Both<Side>;
  walk: ReturnType<typeof useWalk>;
  axis: Axis;
  onAxis: (axis: Axis) => void;
}>;

/** How both flows are gone through, and where they begin to differ. */
export const DifferenceBar = ({ flows, walk, axis, onAxis }: Props) => {
  const text = useCompareText();
  const { one, other } = flows;
  const isSameMachine = one.view.definition === other.view.definition;
  return (
    <div className="flex flex-wrap items-center gap-x-5 gap-y-2 border-b border-border px-4 py-2 sm:px-6">
      <AxisChoice axis={axis} onAxis={onAxis} />
      <Differences flows={flows} walk={walk} />
      <div className="sm:ml-auto">
        <LeaveButton />
      </div>
      {other.replay.broken && (
        <p className="basis-full text-sm text-warning">{text.broken(other.replay.broken.version)}</p>
      )}
      {!isSameMachine && (
        <p className="basis-full text-sm text-text-secondary">
          {text.definitions(one.view.definition, other.view.definition)}
        </p>
      )}
    </div>
  );
};

const AxisChoice = ({ axis, onAxis }: Pick<Props, 'axis' | 'onAxis'>) => {
  const { axis: text } = useCompareText();
  return (
    <fieldset className="flex rounded-lg border border-border bg-card p-0.5">
      <legend className="sr-only">{text.label}</legend>
      {axes.map((value) => (
        <label
          key={value}
          className="relative flex h-8 items-center rounded-md px-3 text-sm whitespace-nowrap text-text-secondary hover:text-text-primary has-checked:bg-accent has-checked:font-medium has-checked:text-text-primary"
        >
          <input
            type="radio"
            name="axis"
            checked={axis === value}
            onChange={() => onAxis(value)}
            className="absolute inset-0 cursor-pointer appearance-none rounded-md"
          />
          {text[value]}
        </label>
      ))}
    </fieldset>
  );
};

const Differences = ({ flows, walk }: Pick<Props, 'flows' | 'walk'>) => {
  const text = useCompareText();
  const { moments, firstDifference: first, nextDifference: next, goTo } = walk;
  const moment = first === null ? undefined : moments[first - 1];
  if (first === null || !moment)
    return (
      <p className="flex items-center gap-2 text-sm text-text-secondary">
        <Equal aria-hidden size={16} className="text-success" />
        {text.same}
      </p>
    );
  return (
    <div className="flex min-w-0 flex-1 flex-wrap items-center gap-2 max-sm:basis-full sm:flex-nowrap">
      <Button size="sm" icon={<EqualNot aria-hidden size={16} className="text-warning" />} onClick={() => goTo(first)}>
        {text.firstDifference}
      </Button>
      <IconButton
        size="sm"
        label={text.nextDifference}
        icon={<ArrowDown aria-hidden size={16} />}
        disabled={next === null}
        onClick={() => next !== null && goTo(next)}
      />
      <p className="min-w-0 text-sm text-text-secondary max-sm:basis-full sm:truncate">
        {toLabel(toMomentLines(flows, moment), moment, text)}
      </p>
    </div>
  );
};
