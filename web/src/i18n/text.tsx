import { createContext, type ReactNode, use, useMemo } from 'react';
import { en, type Text } from './en.ts';
import type { BuilderModelText } from './en/builder-model.ts';
import type { BuilderSkillsText } from './en/builder-skills.ts';
import type { ChartText } from './en/chart.ts';
import type { CompareText } from './en/compare.ts';
import type { ExportsText } from './en/exports.ts';
import type { FileText } from './en/file.ts';
import type { FlowText } from './en/flow.ts';
import type { FlowsText } from './en/flows.ts';
import type { ForkText } from './en/fork.ts';
import type { MachineText } from './en/machine.ts';
import type { ProfilesText } from './en/profiles.ts';
import type { ReplayText } from './en/replay.ts';

/** Texts that come with the code of their page: nothing else shows them. */
type PageText = Readonly<{
  builderModel: BuilderModelText;
  builderSkills: BuilderSkillsText;
  chart: ChartText;
  compare: CompareText;
  exports: ExportsText;
  file: FileText;
  flow: FlowText;
  flows: FlowsText;
  fork: ForkText;
  machine: MachineText;
  profiles: ProfilesText;
  replay: ReplayText;
}>;

/** A locale gives what it has; English stands in for the rest. */
export type PartialText = Partial<{ [Part in keyof (Text & PageText)]: Partial<(Text & PageText)[Part]> }>;

/** Every text in a locale, key for key with English behind it. */
export const toText = (locale: PartialText): Text => ({
  builder: { ...en.builder, ...locale.builder },
  builderCatalog: { ...en.builderCatalog, ...locale.builderCatalog },
  builderMcps: { ...en.builderMcps, ...locale.builderMcps },
  builderChoices: { ...en.builderChoices, ...locale.builderChoices },
  hosted: { ...en.hosted, ...locale.hosted },
  lab: { ...en.lab, ...locale.lab },
  settings: { ...en.settings, ...locale.settings },
  shell: { ...en.shell, ...locale.shell },
  ui: { ...en.ui, ...locale.ui },
});

const TextContext = createContext<Text>(en);
const LocaleContext = createContext<PartialText>({});

/** Says everything below in another locale. */
export const TextProvider = ({ locale, children }: Readonly<{ locale: PartialText; children: ReactNode }>) => (
  <LocaleContext value={locale}>
    <TextContext value={toText(locale)}>{children}</TextContext>
  </LocaleContext>
);

/** The texts of the page in the reader's locale: `const { builder } = useText()`. */
export const useText = (): Text => use(TextContext);

/** The texts of a part that comes with its page: `english` is that part of `en/`. */
export const usePageText = <Part extends keyof PageText>(part: Part, english: PageText[Part]): PageText[Part] => {
  const locale = use(LocaleContext);
  return useMemo(() => ({ ...english, ...locale[part] }), [english, locale, part]);
};
