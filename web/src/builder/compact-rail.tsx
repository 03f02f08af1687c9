import { ChevronDown } from 'lucide-react';
import clsx from 'clsx';
import { useText } from '../i18n/text.tsx';
import { Button } from '../ui/button.tsx';
import { Menu } from '../ui/menu.tsx';
import { placeOf, steps } from './steps.ts';
import { useBuilder } from './use-builder.tsx';
import { blockerOf } from './validity.ts';

/** The steps on a narrow window: how far one is, and a menu of all. */
export const CompactRail = () => {
  const { builder: text } = useText();
  const builder = useBuilder();
  const place = placeOf(builder.step);
  const items = steps.map((step, index) => ({
    label: `${index + 1}. ${text.steps[step]}`,
    checked: step === builder.step,
    disabled: blockerOf(step, builder) !== null,
    onSelect: () => builder.go(step),
  }));
  return (
    <nav aria-label={text.rail} className="flex flex-col gap-2">
      <div className="flex items-center justify-between gap-4">
        <p className="min-w-0 truncate text-sm text-text-secondary">{text.stepOf(place + 1, steps.length)}</p>
        <Menu
          items={items}
          trigger={(props) => (
            <Button {...props} size="sm" className="flex-row-reverse" icon={<ChevronDown aria-hidden size={16} />}>
              {text.steps[builder.step]}
            </Button>
          )}
        />
      </div>
      <div aria-hidden className="flex gap-1">
        {steps.map((step, index) => (
          <span key={step} className={clsx('h-1 flex-1 rounded-full', index <= place ? 'bg-primary' : 'bg-border')} />
        ))}
      </div>
    </nav>
  );
};
