import { createContext, type ReactNode, use } from 'react';
import { en, type Text } from './en.ts';

/** A locale gives what it has; English stands in for the rest. */
export type PartialText = Partial<{ [Part in keyof Text]: Partial<Text[Part]> }>;

/** Every text in a locale, key for key with English behind it. */
export const toText = (locale: PartialText): Text => ({
  builder: { ...en.builder, ...locale.builder },
  builderCatalog: { ...en.builderCatalog, ...locale.builderCatalog },
  builderMcps: { ...en.builderMcps, ...locale.builderMcps },
  builderModel: { ...en.builderModel, ...locale.builderModel },
  builderSkills: { ...en.builderSkills, ...locale.builderSkills },
  flow: { ...en.flow, ...locale.flow },
  flows: { ...en.flows, ...locale.flows },
  hosted: { ...en.hosted, ...locale.hosted },
  lab: { ...en.lab, ...locale.lab },
  profiles: { ...en.profiles, ...locale.profiles },
  settings: { ...en.settings, ...locale.settings },
  shell: { ...en.shell, ...locale.shell },
  ui: { ...en.ui, ...locale.ui },
});

const TextContext = createContext<Text>(en);

/** Says everything below in another locale. */
export const TextProvider = ({ locale, children }: Readonly<{ locale: PartialText; children: ReactNode }>) => (
  <TextContext value={toText(locale)}>{children}</TextContext>
);

/** The texts of the page in the reader's locale: `const { builder } = useText()`. */
export const useText = (): Text => use(TextContext);
