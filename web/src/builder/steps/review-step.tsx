import { useText } from '../../i18n/text.tsx';
import { Card } from '../../ui/card.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { ActionList } from '../blueprint/action-list.tsx';
import { useBlueprint } from '../blueprint/blueprint-provider.tsx';
import { Counters } from '../blueprint/counters.tsx';
import { Findings } from '../blueprint/findings.tsx';
import { TakeAlong } from '../files/take-along.tsx';
import { FileCards } from '../review/file-cards.tsx';
import { MissingValues } from '../mcps/missing-values.tsx';
import { ForgottenSecrets } from '../review/forgotten-secrets.tsx';
import { ReviewList } from '../review/review-list.tsx';
import { StepFrame } from '../step-frame.tsx';
import { useBuilder } from '../use-builder.tsx';

/** Everything that was chosen, and what the create will do. */
export const ReviewStep = () => {
  const { review } = useText().builder;
  const { refusal, create } = useBuilder();
  return (
    <StepFrame title={review.title} lead={review.lead}>
      {refusal !== null && <ErrorState error={refusal} onRetry={create} />}
      <ForgottenSecrets />
      <MissingValues />
      <ReviewList />
      <TakeAlong />
      <WhatHappens />
    </StepFrame>
  );
};

const WhatHappens = () => {
  const { blueprint } = useText().builder;
  const { preview, isStale, error, refetch } = useBlueprint();
  if (preview === null)
    return error && !isStale ? <ErrorState error={error} onRetry={refetch} /> : <Skeleton className="h-64" />;
  const isFine = preview.problems.length + preview.warnings.length === 0;
  return (
    <section aria-label={blueprint.title} aria-busy={isStale} className="flex flex-col gap-6">
      <Card title={blueprint.findings} actions={<Counters preview={preview} />}>
        {isFine ? <p className="text-sm text-text-secondary">{blueprint.fine}</p> : <Findings preview={preview} />}
      </Card>
      <Card title={blueprint.actions}>
        <ActionList actions={preview.actions} />
      </Card>
      <div className="flex flex-col gap-3">
        <h3 className="text-sm font-medium">{blueprint.files}</h3>
        <FileCards files={preview.files} />
      </div>
    </section>
  );
};
