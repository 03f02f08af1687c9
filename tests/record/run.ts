import { existsSync, writeFileSync } from 'node:fs';
import { corpusCoverage } from '../corpus-files.ts';
import { endScenarios } from './end-scenarios.ts';
import { fillGaps } from './fill-gaps.ts';
import { itemScenarios } from './item-scenarios.ts';
import { openStudio } from './studio.ts';

/**
 * Records what the corpus does not have yet; a flow that is there is never recorded again. The scenarios run in the
 * whole program; states and transitions none of them takes are filled with generated flows, hashed as recorded ones are.
 */

const pathOf = (name: string): URL => new URL(`../corpus/${name}.ndjson`, import.meta.url);
const isMissing = (name: string): boolean => !existsSync(pathOf(name));
const say = (text: string): boolean => process.stdout.write(`${text}\n`);

const studio = await openStudio();
try {
  for (const [name, make] of Object.entries({ ...itemScenarios, ...endScenarios }).filter(([name]) =>
    isMissing(name),
  )) {
    const id = await make(studio, name);
    writeFileSync(pathOf(name), await studio.export(id), { flag: 'wx' });
    say(`recorded   ${name}`);
  }
} finally {
  await studio.close();
}
const covered = corpusCoverage().ways.filter(({ taken }) => taken > 0);
for (const { name, text } of fillGaps(new Set(covered.map(({ id }) => id)))) {
  writeFileSync(pathOf(name), text, { flag: 'wx' });
  say(`generated  ${name}`);
}
