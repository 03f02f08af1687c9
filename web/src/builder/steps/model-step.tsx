import { EnvFields } from '../model/env-fields.tsx';
import { ModelChoice } from '../model/model-choice.tsx';
import { StepFrame } from '../step-frame.tsx';
import { useModelText } from '../model/use-model-text.ts';

/** Which model it works with, and the keys it needs for that. */
export const ModelStep = () => {
  const text = useModelText();
  return (
    <StepFrame title={text.title} lead={text.lead}>
      <ModelChoice />
      <EnvFields />
    </StepFrame>
  );
};
