import { useQuery } from '@tanstack/react-query';
import { ApiProblem } from '../../api/api-problem.ts';
import { useApi } from '../../api/api-context.tsx';
import { hubPreview, hubScan, type HubSkill, type HubSkillText } from '../../api/hub-skills.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { SkillVerdict } from './skill-verdict.tsx';
import { TrustWords } from './trust-words.tsx';
import { useAdded } from './use-added.ts';
import { useSkillsText } from './use-skills-text.ts';

/** The skill to look inside; `known` is what a search said of it. */
export type Look = Readonly<{
  identifier: string;
  known: Pick<HubSkill, 'name' | 'description' | 'source' | 'trust_level'> | null;
}>;

type Props = Look & Readonly<{ onAdded: (name: string) => void; onClose: () => void }>;

/** All of a skill before it is added: its text, its files, and what Hermes' scanner makes of it. */
export const SkillDialog = ({ identifier, known, onAdded, onClose }: Props) => {
  const { detail } = useSkillsText();
  const api = useApi();
  const preview = useQuery(hubPreview(api, identifier));
  const scan = useQuery(hubScan(api, identifier));
  const skill = preview.data ?? known;
  const name = skill?.name ?? identifier;
  return (
    <Dialog
      wide
      title={<span className="font-mono text-base wrap-anywhere">{name}</span>}
      onClose={onClose}
      footer={
        <Buttons
          {...{ identifier, onAdded, onClose }}
          skill={skill}
          isBlocked={scan.data?.policy === 'block'}
          isUnread={preview.error !== null}
          isReading={preview.isPending}
          canAdd={!isHopeless(preview.error)}
        />
      }
    >
      <div className="flex flex-col gap-5">
        <div className="flex flex-col gap-2">
          {skill?.description && <p className="text-text-secondary">{skill.description}</p>}
          <p className="font-mono text-xs wrap-anywhere text-text-tertiary">{identifier}</p>
          {skill && <TrustWords source={skill.source} trust={skill.trust_level} />}
        </div>
        {preview.error && <ErrorState error={preview.error} onRetry={() => void preview.refetch()} />}
        {!isHopeless(preview.error) && <SkillVerdict scan={scan} />}
        {preview.isPending && (
          <>
            <Spinner label={detail.loading} />
            <Skeleton className="h-64" />
          </>
        )}
        {preview.data && <SkillFiles {...preview.data} />}
      </div>
    </Dialog>
  );
};

/** Nothing would come of adding it. */
const isHopeless = (error: unknown): boolean =>
  error instanceof ApiProblem &&
  ['hub/identifier-invalid', 'hub/not-found', 'hub/several-skills', 'hub/unsafe-content'].includes(error.problem.code);

const SkillFiles = ({ skill_md: text, files }: HubSkillText) => {
  const { detail } = useSkillsText();
  return (
    <>
      <section aria-label={detail.text} className="flex min-w-0 flex-col gap-2">
        <h3 className="text-sm font-medium">{detail.text}</h3>
        <pre
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
          tabIndex={0}
          className="max-h-80 overflow-y-auto rounded-lg border border-border bg-card p-4 font-mono text-xs leading-5 whitespace-pre-wrap wrap-anywhere"
        >
          {text}
        </pre>
      </section>
      <section aria-label={detail.files(files.length)} className="flex flex-col gap-2">
        <h3 className="text-sm font-medium">{detail.files(files.length)}</h3>
        <ul className="max-h-40 overflow-y-auto font-mono text-xs leading-6 text-text-secondary">
          {files.map((file) => (
            <li key={file} className="wrap-anywhere">
              {file}
            </li>
          ))}
        </ul>
      </section>
    </>
  );
};

type ButtonsProps = Readonly<{
  identifier: string;
  skill: Look['known'];
  isBlocked: boolean;
  isUnread: boolean;
  isReading: boolean;
  canAdd: boolean;
  onAdded: (name: string) => void;
  onClose: () => void;
}>;

const Buttons = ({ identifier, skill, isBlocked, isUnread, isReading, canAdd, onAdded, onClose }: ButtonsProps) => {
  const { detail } = useSkillsText();
  const added = useAdded();
  const name = skill?.name ?? identifier;
  const add = () => {
    added.add({ identifier, name, source: skill?.source ?? '', trust: skill?.trust_level ?? '' });
    onAdded(name);
  };
  return (
    <>
      <Button onClick={onClose}>{detail.close}</Button>
      {added.has(identifier) ? (
        <Button onClick={() => added.remove(identifier)}>{detail.remove}</Button>
      ) : (
        canAdd && (
          <Button variant={isBlocked ? 'destructive' : 'primary'} busy={isReading} onClick={add}>
            {isBlocked ? detail.addAnyway : isUnread ? detail.addUnread : detail.add}
          </Button>
        )
      )}
    </>
  );
};
