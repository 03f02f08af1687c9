import { useText } from '../i18n/text.tsx';
import { Page } from '../shell/page.tsx';

/** Builds the plan of a profile, step by step. */
export const BuilderPage = () => {
  const { builder } = useText();
  return <Page title={builder.title} />;
};
