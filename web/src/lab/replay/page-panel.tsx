import type { FlowView } from '../../../../src/machines/flow/view.ts';
import { FlowContents } from '../../flow/flow-contents.tsx';

/** The user's page as it looked at a version. Nothing can be pressed there: it was. */
export const PagePanel = ({ view }: Readonly<{ view: FlowView }>) => (
  <FlowContents view={view} isLive={false} commands={null} output={null} heading="h2" />
);
