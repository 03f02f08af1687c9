import clsx from 'clsx';
import { lazy, Suspense, useEffect, useRef } from 'react';
import { useSearchParams } from '../navigation/use-search-params.ts';
import { useText } from '../i18n/text.tsx';
import { Page } from '../shell/page.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { BlueprintPanel } from './blueprint/blueprint-panel.tsx';
import { BlueprintProvider } from './blueprint/blueprint-provider.tsx';
import { BuilderForm } from './builder-form.tsx';
import { BuilderProvider } from './builder-provider.tsx';
import { CompactRail } from './compact-rail.tsx';
import { isTouched } from './draft.ts';
import { DiscardDraft } from './discard-draft.tsx';
import { ImportBlueprint } from './files/import-blueprint.tsx';
import { LeaveGuard } from './leave-guard.tsx';
import { OtherTabNotice } from './other-tab-notice.tsx';
import { NarrowBlueprint } from './blueprint/narrow-blueprint.tsx';
import { Rail } from './rail.tsx';
import { IdentityStep } from './steps/identity-step.tsx';
import { useBuilderActor } from './use-builder-actor.ts';
import { useBuilder } from './use-builder.tsx';
import { useKept } from './use-kept.ts';
import { useMedia } from './use-media.ts';

/** Builds the plan of a profile, step by step. */
export const BuilderPage = () => {
  const { builder } = useText();
  const actor = useBuilderActor();
  const otherTab = useKept(actor);
  const [search] = useSearchParams();
  return (
    <BuilderProvider actor={actor}>
      <BlueprintProvider>
        <Page title={builder.title} width="columns" actions={<PageActions />}>
          <Suspense>{search.has('from') && <FromFlow />}</Suspense>
          {otherTab && <OtherTabNotice {...otherTab} />}
          <Columns />
        </Page>
        <LeaveGuard actor={actor} />
      </BlueprintProvider>
    </BuilderProvider>
  );
};

const FromFlow = lazy(() => import('./files/from-flow.tsx').then((m) => ({ default: m.FromFlow })));

const PageActions = () => (
  <>
    <DiscardDraft />
    <ImportBlueprint />
  </>
);

/** Rail, step and blueprint beside each other as far as there is room; the review shows the blueprint itself. */
const Columns = () => {
  const { step } = useBuilder();
  const hasRail = useMedia('(width >= 56rem)');
  const hasPanel = useMedia('(width >= 76rem)') && step !== 'review';
  return (
    <div
      className={clsx(
        'grid items-start gap-8',
        hasPanel && 'grid-cols-[13rem_minmax(0,1fr)_minmax(0,28rem)]',
        hasRail && !hasPanel && 'grid-cols-[13rem_minmax(0,60rem)]',
      )}
    >
      {hasRail ? (
        <div className="sticky top-20">
          <Rail />
        </div>
      ) : (
        <CompactRail />
      )}
      <BuilderForm>
        <CurrentStep />
        {!hasPanel && step !== 'review' && <NarrowBlueprint />}
      </BuilderForm>
      {hasPanel && (
        <aside className="sticky top-20">
          <BlueprintPanel />
        </aside>
      )}
    </div>
  );
};

const CurrentStep = () => {
  const { step, draft } = useBuilder();
  const Shown = shownSteps[step];
  const isBegun = isTouched(draft);
  useEffect(() => {
    if (isBegun) for (const load of Object.values(laterSteps)) void load();
  }, [isBegun]);
  return (
    <Suspense fallback={<Skeleton className="h-96" />}>
      <Shown />
      <Arrival />
    </Suspense>
  );
};

/** Beside a step, so that it is told only when the step has been loaded; not for the one the page came with. */
const Arrival = () => {
  const { step, arrive } = useBuilder();
  const shown = useRef(step);
  useEffect(() => {
    if (shown.current === step) return;
    shown.current = step;
    arrive();
  }, [step, arrive]);
  return null;
};

/** Fetched when the first key is pressed: the first step need not wait for them, nor they for a click. */
const laterSteps = {
  model: () => import('./steps/model-step.tsx').then((m) => ({ default: m.ModelStep })),
  skills: () => import('./steps/skills-step.tsx').then((m) => ({ default: m.SkillsStep })),
  mcps: () => import('./steps/mcps-step.tsx').then((m) => ({ default: m.McpsStep })),
  review: () => import('./steps/review-step.tsx').then((m) => ({ default: m.ReviewStep })),
};

const shownSteps = {
  identity: IdentityStep,
  model: lazy(laterSteps.model),
  skills: lazy(laterSteps.skills),
  mcps: lazy(laterSteps.mcps),
  review: lazy(laterSteps.review),
};
