import { Link } from 'wouter';
import type { ForkedFrom } from '../../../src/machines/flow/events.ts';
import { toReplayPath } from './paths.ts';
import { useFlowText } from './use-flow-text.ts';

/** Leads to the flow another was forked from, at the version it was. */
export const ParentLink = ({ flow: id, version }: ForkedFrom) => {
  const flow = useFlowText();
  return (
    <Link to={toReplayPath(id, version)} title={id} className="underline underline-offset-2 hover:text-text-primary">
      {flow.forked(version)}
    </Link>
  );
};
