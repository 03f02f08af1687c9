import { useText } from '../../i18n/text.tsx';
import { StepFrame } from '../step-frame.tsx';

/** Everything that was chosen, and what the create will do. */
export const ReviewStep = () => {
  const { builder } = useText();
  return <StepFrame title={builder.review.title} lead={builder.review.lead} />;
};
