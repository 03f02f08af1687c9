import { builder } from './en/builder.ts';
import { builderCatalog } from './en/builder-catalog.ts';
import { builderChoices } from './en/builder-choices.ts';
import { builderMcps } from './en/builder-mcps.ts';
import { hosted } from './en/hosted.ts';
import { lab } from './en/lab.ts';
import { settings } from './en/settings.ts';
import { shell } from './en/shell.ts';
import { ui } from './en/ui.ts';

/** Every text of the page, a part for each folder; what depends on values is a function. */
export const en = {
  builder,
  builderCatalog,
  builderMcps,
  builderChoices,
  hosted,
  lab,
  settings,
  shell,
  ui,
};

export type Text = typeof en;
