import { useText } from '../../i18n/text.tsx';
import { StepFrame } from '../step-frame.tsx';

export const McpsStep = () => {
  const { builderMcps } = useText();
  return <StepFrame title={builderMcps.title} />;
};
