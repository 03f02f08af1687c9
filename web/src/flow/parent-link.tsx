import { Link } from 'wouter';
import type { ForkedFrom } from '../../../src/machines/flow/events.ts';
import { useText } from '../i18n/text.tsx';
import { toReplayPath } from './paths.ts';

/** Leads to the flow another was forked from, at the version it was. */
export const ParentLink = ({ flow: id, version }: ForkedFrom) => {
  const { lab } = useText();
  return (
    <Link to={toReplayPath(id, version)} title={id} className="underline underline-offset-2 hover:text-text-primary">
      {lab.forkedFrom(version)}
    </Link>
  );
};
