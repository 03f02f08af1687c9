import { useText } from '../../i18n/text.tsx';
import { EnvFields } from '../model/env-fields.tsx';
import { ModelChoice } from '../model/model-choice.tsx';
import { StepFrame } from '../step-frame.tsx';

/** Which model it works with, and the keys it needs for that. */
export const ModelStep = () => {
  const { builderModel } = useText();
  return (
    <StepFrame title={builderModel.title} lead={builderModel.lead}>
      <ModelChoice />
      <EnvFields />
    </StepFrame>
  );
};
