import { readFile } from 'node:fs/promises';
import { isMap } from 'yaml';
import { absent } from '../files/errno.ts';
import { replaceFile } from '../files/replace-file.ts';
import { setText, setBare } from './yaml-edit.ts';
import { emptyMapDocument, parseYaml, toYamlText } from './yaml-text.ts';

/** Sets the description of a profile.yaml, keeping keys it does not know; what cannot be parsed is replaced. */
export const setProfileDescription = async (path: string, description: string): Promise<void> => {
  const text = (await readFile(path, 'utf8').catch(absent)) ?? '';
  const parsed = parseYaml(text);
  const document = parsed.errors.length === 0 && isMap(parsed.contents) ? parsed : emptyMapDocument();
  if (!isMap(document.contents)) return;
  setText(document.contents, 'description', description);
  setBare(document.contents, 'description_auto', 'false');
  await replaceFile(path, toYamlText(document));
};
