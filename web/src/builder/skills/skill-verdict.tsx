import type { UseQueryResult } from '@tanstack/react-query';
import { CircleHelp, type LucideIcon, ShieldAlert, ShieldCheck, ShieldX } from 'lucide-react';
import type { ReactNode } from 'react';
import { ApiProblem } from '../../api/api-problem.ts';
import type { HubScan } from '../../api/hub-skills.ts';
import { useText } from '../../i18n/text.tsx';
import { Button } from '../../ui/button.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { type Tone, toneBox, toneText } from '../../ui/tone.ts';
import { useSkillsText } from './use-skills-text.ts';

/** What Hermes' scanner says of a skill, and what Hermes would do by it. */
export const SkillVerdict = ({ scan }: Readonly<{ scan: UseQueryResult<HubScan> }>) => {
  const { ui } = useText();
  const { detail } = useSkillsText();
  const { data, error, isFetching, refetch } = scan;
  if (data) return <Verdict {...data} />;
  if (error === null)
    return (
      <Box tone="neutral" title={detail.scanning}>
        <Spinner />
      </Box>
    );
  if (error instanceof ApiProblem && error.problem.code === 'hub/no-scanner')
    return (
      <Box tone="warning" icon={CircleHelp} title={detail.noScanner}>
        {detail.noScannerText}
      </Box>
    );
  return (
    <Box tone="warning" icon={CircleHelp} title={detail.scanFailed}>
      <span className="wrap-anywhere">{error.message}</span>
      <Button size="sm" busy={isFetching} onClick={() => void refetch()} className="mt-2 self-start">
        {ui.retry}
      </Button>
    </Box>
  );
};

const looks: Readonly<Record<HubScan['policy'], readonly [Tone, LucideIcon]>> = {
  allow: ['success', ShieldCheck],
  ask: ['warning', ShieldAlert],
  block: ['destructive', ShieldX],
};

const Verdict = ({ policy, policy_reason: reason, verdict, findings }: HubScan) => {
  const { detail } = useSkillsText();
  const [tone, icon] = looks[policy];
  return (
    <Box tone={tone} icon={icon} title={detail[policy]}>
      <p className="wrap-anywhere">
        {detail.verdictIs(detail.verdicts[verdict])} {reason}
      </p>
      {findings.length === 0 ? (
        <p>{detail.noFindings}</p>
      ) : (
        <details open={policy !== 'allow'} className="mt-1">
          <summary className="min-h-8 py-1 text-text-primary">{detail.findings(findings.length)}</summary>
          <ul className="flex flex-col gap-2 pt-1">
            {findings.map(({ severity, category, file, line, description }) => (
              <li key={`${file} ${line} ${description}`} className="min-w-0 wrap-anywhere first-letter:uppercase">
                <span className="font-medium text-text-primary">
                  {severity}, {category}
                </span>
                {': '}
                {description}
                <span className="block font-mono text-xs text-text-tertiary">
                  {line === 0 ? file : detail.line(file, line)}
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </Box>
  );
};

type BoxProps = Readonly<{ tone: Tone; icon?: LucideIcon; title: string; children: ReactNode }>;

const Box = ({ tone, icon: Icon, title, children }: BoxProps) => {
  const { detail } = useSkillsText();
  return (
    <section
      aria-label={detail.verdict}
      aria-live="polite"
      className={`flex min-h-20 gap-3 rounded-xl border p-4 text-sm ${toneBox[tone]}`}
    >
      {Icon && <Icon aria-hidden size={18} className={`mt-0.5 shrink-0 ${toneText[tone]}`} />}
      <div className="flex min-w-0 flex-1 flex-col gap-1 text-text-secondary">
        <p className={`font-medium ${tone === 'neutral' ? '' : toneText[tone]}`}>{title}</p>
        {children}
      </div>
    </section>
  );
};
