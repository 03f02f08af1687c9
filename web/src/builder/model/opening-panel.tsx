import { TriangleAlert } from 'lucide-react';
import type { BuilderModelText } from '../../i18n/en/builder-model.ts';
import { useBlueprint } from '../blueprint/blueprint-provider.tsx';
import { useBuilder } from '../use-builder.tsx';
import { AccessNote } from './access-note.tsx';
import { EnvSecret } from './env-secret.tsx';
import type { Opening } from './opening.ts';
import { writtenModel } from './written-model.ts';
import { useModelText } from './use-model-text.ts';

/** What the chosen provider needs, before anything is created, and the place to enter it. */
export const OpeningPanel = ({ opening }: Readonly<{ opening: Opening }>) => {
  const text = useModelText();
  const { draft } = useBuilder();
  const name = draft.identity.name.trim().toLowerCase() || '<name>';
  const title = opening.kind === 'listed' ? opening.provider.name : (draft.model?.provider.trim() ?? '');
  return (
    <section
      aria-label={text.open.title(title)}
      className="flex flex-col gap-4 rounded-xl border border-border bg-card p-4"
    >
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <h3 className="min-w-0 text-sm font-medium">
          <span className="block font-mono wrap-anywhere">{draft.model?.model.trim()}</span>
          <span className="block font-normal text-text-secondary">{title}</span>
        </h3>
        {opening.kind === 'listed' && <AccessNote access={opening.access} />}
      </div>
      <output className="block max-w-prose text-sm text-text-secondary">{sentenceOf(opening, text.open, name)}</output>
      <Spelling />
      {opening.key !== null && (
        <div data-field="model.key">
          <EnvSecret name={opening.key} />
        </div>
      )}
    </section>
  );
};

/** Says so when config.yaml will name another model than the chosen one. */
const Spelling = () => {
  const { open } = useModelText();
  const { draft } = useBuilder();
  const { preview, isStale } = useBlueprint();
  const written = writtenModel(preview);
  if (isStale || written === null || written === draft.model?.model.trim()) return null;
  return (
    <p className="flex items-start gap-2 text-sm text-warning">
      <TriangleAlert aria-hidden size={16} className="mt-0.5 shrink-0" />
      {open.written(written)}
    </p>
  );
};

const sentenceOf = (opening: Opening, text: BuilderModelText['open'], name: string): string => {
  if (opening.kind === 'unknown') return text.unknown;
  if (opening.kind === 'address') return opening.key === null ? text.addressFree : text.address(opening.key);
  const { access, provider } = opening;
  switch (access.kind) {
    case 'entered':
      return text.entered(access.key);
    case 'copied':
      return text.copied(access.from);
    case 'environment':
    case 'virtual':
      return text[access.kind];
    case 'shared-sign-in':
      return text['shared-sign-in'](name);
    case 'needs-key':
      return [text['needs-key'](provider.name, access.key), ...(access.isInDefault ? [text.inDefault] : [])].join(' ');
    case 'needs-sign-in':
      return access.by === 'aws' ? text.aws : text[access.by](name);
  }
};
