import { useText } from '../../i18n/text.tsx';
import { StepFrame } from '../step-frame.tsx';

export const ModelStep = () => {
  const { builderModel } = useText();
  return <StepFrame title={builderModel.title} />;
};
