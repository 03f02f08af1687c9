import { CircleAlert, TriangleAlert } from 'lucide-react';
import { useText } from '../../i18n/text.tsx';
import { Button } from '../../ui/button.tsx';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import { isOfMachine, placeOfItem } from '../place-of-item.ts';
import { useBuilder } from '../use-builder.tsx';
import type { Preview } from './blueprint-provider.tsx';

/** What a create will run into and what is worth knowing before it, each with the way to where it can be changed. */
export const Findings = ({ preview: { problems, warnings } }: Readonly<{ preview: Preview }>) => {
  const { builder } = useText();
  if (problems.length + warnings.length === 0) return null;
  return (
    <ul aria-label={builder.blueprint.findings} className="flex flex-col gap-3 text-sm">
      {problems.map((problem) => (
        <Finding key={`${problem.item} ${problem.code}`} {...problem} isProblem />
      ))}
      {warnings.map((warning) => (
        <Finding key={`${warning.item} ${warning.code}`} {...warning} isProblem={false} />
      ))}
    </ul>
  );
};

type FindingProps = Readonly<{ item: string; code: string; message: string; isProblem: boolean }>;

const Finding = ({ item, code, message, isProblem }: FindingProps) => {
  const { builder: text } = useText();
  const { draft, go } = useBuilder();
  const place = placeOfItem(item, draft);
  const Icon = isProblem ? CircleAlert : TriangleAlert;
  return (
    <li className="flex min-w-0 items-start gap-2.5">
      <Icon aria-hidden size={16} className={`mt-0.5 shrink-0 ${isProblem ? 'text-destructive' : 'text-warning'}`} />
      <span className="min-w-0 flex-1 wrap-anywhere">
        <VisuallyHidden>{`${isProblem ? text.blueprint.problem : text.blueprint.warning}: `}</VisuallyHidden>
        {message}
      </span>
      {!isOfMachine(code) && (
        <Button
          size="sm"
          aria-label={text.blueprint.fixItem(text.steps[place.step])}
          onClick={() => go(place.step, place.field)}
        >
          {text.blueprint.fix}
        </Button>
      )}
    </li>
  );
};
