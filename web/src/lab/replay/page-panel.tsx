import type { FlowView } from '../../../../src/machines/flow/view.ts';

/** The user's page as it looked at a version. */
export const PagePanel = ({ view }: Readonly<{ view: FlowView }>) => <p>{view.state}</p>;
