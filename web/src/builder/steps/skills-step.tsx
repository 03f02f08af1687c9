import { useText } from '../../i18n/text.tsx';
import { StepFrame } from '../step-frame.tsx';

export const SkillsStep = () => {
  const { builderSkills } = useText();
  return <StepFrame title={builderSkills.title} />;
};
