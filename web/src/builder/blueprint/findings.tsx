import { CircleAlert, TriangleAlert } from 'lucide-react';
import { useText } from '../../i18n/text.tsx';
import { Button } from '../../ui/button.tsx';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import { isOfMachine, placeOfFinding } from '../place-of-item.ts';
import { useBuilder } from '../use-builder.tsx';
import type { Preview } from './blueprint-provider.tsx';

/** More than these are folded away: one wrong choice can be wrong in thirty places. */
const AT_ONCE = 5;

/** What a create will run into and what is worth knowing before it, each with the way to where it can be changed. */
export const Findings = ({ preview: { problems, warnings } }: Readonly<{ preview: Preview }>) => {
  const { blueprint } = useText().builder;
  const findings = [
    ...problems.map((problem) => ({ ...problem, isProblem: true })),
    ...warnings.map((warning) => ({ ...warning, isProblem: false })),
  ];
  if (findings.length === 0) return null;
  const more = findings.slice(AT_ONCE);
  return (
    <div className="flex flex-col gap-3 text-sm">
      <FindingList findings={findings.slice(0, AT_ONCE)} label={blueprint.findings} />
      {more.length > 0 && (
        <details>
          <summary className="min-h-8 py-1 text-text-secondary hover:text-text-primary">
            {blueprint.moreFindings(more.length)}
          </summary>
          <div className="pt-3">
            <FindingList findings={more} label={blueprint.moreFindings(more.length)} />
          </div>
        </details>
      )}
    </div>
  );
};

const FindingList = ({ findings, label }: Readonly<{ findings: readonly FindingProps[]; label: string }>) => (
  <ul aria-label={label} className="flex flex-col gap-3">
    {findings.map((finding) => (
      <Finding key={`${finding.item} ${finding.code}`} {...finding} />
    ))}
  </ul>
);

type FindingProps = Readonly<{ item: string; code: string; message: string; isProblem: boolean }>;

const Finding = ({ item, code, message, isProblem }: FindingProps) => {
  const { builder: text } = useText();
  const { draft, go } = useBuilder();
  const place = placeOfFinding({ item, code }, draft);
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
