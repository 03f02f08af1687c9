import clsx from 'clsx';
import { useText } from '../i18n/text.tsx';
import { Page } from '../shell/page.tsx';
import { BlueprintPanel } from './blueprint/blueprint-panel.tsx';
import { BlueprintProvider } from './blueprint/blueprint-provider.tsx';
import { BuilderForm } from './builder-form.tsx';
import { BuilderProvider } from './builder-provider.tsx';
import { CompactRail } from './compact-rail.tsx';
import { DiscardDraft } from './discard-draft.tsx';
import { FromFlow } from './files/from-flow.tsx';
import { ImportBlueprint } from './files/import-blueprint.tsx';
import { LeaveGuard } from './leave-guard.tsx';
import { OtherTabNotice } from './other-tab-notice.tsx';
import { NarrowBlueprint } from './blueprint/narrow-blueprint.tsx';
import { Rail } from './rail.tsx';
import { IdentityStep } from './steps/identity-step.tsx';
import { McpsStep } from './steps/mcps-step.tsx';
import { ModelStep } from './steps/model-step.tsx';
import { ReviewStep } from './steps/review-step.tsx';
import { SkillsStep } from './steps/skills-step.tsx';
import { useBuilderActor } from './use-builder-actor.ts';
import { useBuilder } from './use-builder.tsx';
import { useKept } from './use-kept.ts';
import { useMedia } from './use-media.ts';

/** Builds the plan of a profile, step by step. */
export const BuilderPage = () => {
  const { builder } = useText();
  const actor = useBuilderActor();
  const otherTab = useKept(actor);
  return (
    <BuilderProvider actor={actor}>
      <BlueprintProvider>
        <Page title={builder.title} width="columns" actions={<PageActions />}>
          <FromFlow />
          {otherTab && <OtherTabNotice {...otherTab} />}
          <Columns />
        </Page>
        <LeaveGuard actor={actor} />
      </BlueprintProvider>
    </BuilderProvider>
  );
};

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
  const Shown = shownSteps[useBuilder().step];
  return <Shown />;
};

const shownSteps = {
  identity: IdentityStep,
  model: ModelStep,
  skills: SkillsStep,
  mcps: McpsStep,
  review: ReviewStep,
};
