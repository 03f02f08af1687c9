import type { Text } from '../i18n/en.ts';
import type { Draft } from './draft.ts';
import type { Step } from './steps.ts';

/** A step in a few words, for the rail: what was chosen there. */
export const summaryOf = (step: Step, draft: Draft, text: Text): string => summaries[step](draft, text);

const summaries: Readonly<Record<Step, (draft: Draft, text: Text) => string>> = {
  identity: ({ identity }) => identity.name.trim(),
  model: ({ model, identity: { clone } }, { builder, builderChoices }) =>
    model?.model || (clone ? builderChoices.modelOfClone(clone.from) : builder.summaries.noModel),
  skills: ({ skills, hubSkills }, { builder }) =>
    [
      builder.summaries.skills[skills.mode](skills.keep.length),
      ...(skills.optional.length + hubSkills.length > 0 ? [String(skills.optional.length + hubSkills.length)] : []),
    ].join(' + '),
  mcps: ({ mcpServers }, { builder }) => builder.summaries.mcps(mcpServers.length),
  review: () => '',
};
