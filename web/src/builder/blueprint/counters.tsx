import { useText } from '../../i18n/text.tsx';
import { Badge } from '../../ui/badge.tsx';
import type { Preview } from './blueprint-provider.tsx';

/** How many problems and warnings a create would have. */
export const Counters = ({ preview: { problems, warnings } }: Readonly<{ preview: Preview }>) => {
  const { blueprint } = useText().builder;
  return (
    <>
      {problems.length > 0 && <Badge tone="destructive">{blueprint.problems(problems.length)}</Badge>}
      {warnings.length > 0 && <Badge tone="warning">{blueprint.warnings(warnings.length)}</Badge>}
    </>
  );
};
