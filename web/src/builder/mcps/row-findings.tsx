import { CircleAlert, TriangleAlert } from 'lucide-react';
import { useText } from '../../i18n/text.tsx';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import { useBlueprint } from '../blueprint/blueprint-provider.tsx';
import type { McpDraft } from '../draft.ts';
import { placeOfItem } from '../place-of-item.ts';
import { useBuilder } from '../use-builder.tsx';
import { fieldOf } from '../validity/mcps.ts';
import type { ServerTest } from './use-server-test.ts';

/** Told at the fields already, or by what the server needs. */
const toldElsewhere: readonly string[] = [
  'mcp/missing-name',
  'mcp/missing-command',
  'mcp/missing-token',
  'mcp/duplicate-name',
];

/** What the rehearsed create says of a server: that Hermes would refuse it, or that its command is not on PATH. */
export const RowFindings = ({ server, test }: Readonly<{ server: McpDraft; test: ServerTest }>) => {
  const { blueprint } = useText().builder;
  const { draft } = useBuilder();
  const { preview } = useBlueprint();
  const tested = test.found?.ok === false && !test.isStale ? test.found.reason : null;
  const isOwn = ({ item, code, message }: Readonly<{ item: string; code: string; message: string }>) =>
    placeOfItem(item, draft).field === fieldOf(server.key) && !toldElsewhere.includes(code) && message !== tested;
  const problems = preview?.problems.filter(isOwn) ?? [];
  const warnings = preview?.warnings.filter(isOwn) ?? [];
  if (problems.length + warnings.length === 0) return null;
  return (
    <ul className="flex flex-col gap-2 px-4 pb-4 text-sm">
      {problems.map(({ code, message }) => (
        <li key={code} className="flex gap-2 text-destructive">
          <CircleAlert aria-hidden size={16} className="mt-0.5 shrink-0" />
          <span className="min-w-0 wrap-anywhere">
            <VisuallyHidden>{`${blueprint.problem}: `}</VisuallyHidden>
            {message}
          </span>
        </li>
      ))}
      {warnings.map(({ code, message }) => (
        <li key={code} className="flex gap-2 text-warning">
          <TriangleAlert aria-hidden size={16} className="mt-0.5 shrink-0" />
          <span className="min-w-0 wrap-anywhere">
            <VisuallyHidden>{`${blueprint.warning}: `}</VisuallyHidden>
            {message}
          </span>
        </li>
      ))}
    </ul>
  );
};
