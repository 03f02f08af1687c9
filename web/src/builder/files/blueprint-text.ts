import type { Draft } from '../draft.ts';
import { toPlan } from '../to-plan.ts';
import { placeholdersOf } from './placeholders.ts';

/** The draft as a blueprint, with `${NAME}` in place of every secret. */
export const toBlueprintText = async (draft: Draft): Promise<string> => {
  const { writeBlueprint } = await import('../../../../src/machines/blueprint/write-blueprint.ts');
  return writeBlueprint(toPlan(draft, placeholdersOf(draft)));
};

/** A blueprint as a command for a POSIX shell, which takes nothing in it for its own. */
export const toCommand = (blueprint: string): string => {
  const lines = new Set(blueprint.split('\n'));
  let mark = 'BLUEPRINT';
  while (lines.has(mark)) mark += '_';
  return `profile-builder create - <<'${mark}'\n${blueprint}${blueprint.endsWith('\n') ? '' : '\n'}${mark}\n`;
};
