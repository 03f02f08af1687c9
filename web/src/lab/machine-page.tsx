import { useText } from '../i18n/text.tsx';
import { Page } from '../shell/page.tsx';

/** The machine with no flow in it. */
export const MachinePage = () => {
  const { lab } = useText();
  return <Page title={lab.machine} description={lab.machineDescription} />;
};
