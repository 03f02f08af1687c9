import { useText } from '../i18n/text.tsx';
import { Page } from '../shell/page.tsx';
import { BuilderForm } from './builder-form.tsx';
import { BuilderProvider } from './builder-provider.tsx';
import { Rail } from './rail.tsx';
import { IdentityStep } from './steps/identity-step.tsx';
import { McpsStep } from './steps/mcps-step.tsx';
import { ModelStep } from './steps/model-step.tsx';
import { ReviewStep } from './steps/review-step.tsx';
import { SkillsStep } from './steps/skills-step.tsx';
import { useBuilder } from './use-builder.tsx';

/** Builds the plan of a profile, step by step. */
export const BuilderPage = () => {
  const { builder } = useText();
  return (
    <BuilderProvider>
      <Page title={builder.title} width="full">
        <div className="grid gap-8 lg:grid-cols-[13rem_minmax(0,1fr)]">
          <Rail />
          <BuilderForm>
            <CurrentStep />
          </BuilderForm>
        </div>
      </Page>
    </BuilderProvider>
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
