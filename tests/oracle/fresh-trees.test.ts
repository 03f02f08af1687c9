import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { parseDocument } from 'yaml';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { withoutAllowed } from './allowed-differences.ts';
import { hostileTexts } from './hostile.ts';
import { openOracle, type Oracle } from './oracle.ts';
import { readTree } from './profile-tree.ts';
import { describeWithHermes } from './with-hermes.ts';

type Case = Readonly<{ name: string; plan: object; args: readonly string[] }>;

const cases: readonly Case[] = [
  { name: 'min', plan: {}, args: [] },
  { name: 'quiet', plan: { alias: false }, args: ['--no-alias'] },
  { name: 'bare', plan: { skills: { mode: 'none' } }, args: ['--no-skills'] },
  ...['chat', 'acp', 'ls', 'pets'].map((name) => ({ name, plan: {}, args: [] })),
  { name: 'described', plan: { description: '  writes code ' }, args: ['--description', '  writes code '] },
  { name: 'blank', plan: { description: '   ' }, args: ['--description', '   '] },
  { name: '0-9_a', plan: { description: 'x', skills: { mode: 'none' } }, args: ['--description', 'x', '--no-skills'] },
  { name: 'a'.repeat(64), plan: {}, args: [] },
  ...hostileTexts
    .filter((_, index) => index % 3 === 0)
    .map((text, index) => ({
      name: `hostile-${index}`,
      plan: { description: text, alias: false, skills: { mode: 'none' } },
      args: [`--description=${text}`, '--no-alias', '--no-skills'],
    })),
];

describeWithHermes('a fresh profile, file by file and mode by mode', () => {
  let oracle: Oracle;
  beforeAll(async () => {
    oracle = await openOracle();
    await Promise.all([
      ...cases.map(({ name, plan }) => oracle.create({ name, ...plan })),
      ...cases.map(({ name, args }) => oracle.hermes(oracle.theirs, 'profile', 'create', name, ...args)),
    ]);
  }, 180_000);
  afterAll(() => oracle.close());

  test.each(cases)('$name is what hermes profile create makes', async ({ name }) => {
    const [ours, theirs] = await Promise.all([oracle.ours, oracle.theirs].map((root) => read(root, name)));
    expect(ours?.tree).toEqual(theirs?.tree);
    expect(ours?.wrapper).toEqual(theirs?.wrapper);
  });
});

/** Spelling of profile.yaml is free: it is compared by what a reader of YAML 1.1 finds in it. */
const read = async (root: string, name: string) => {
  const hide = { [join(root, '..')]: '<home>' };
  const { 'profile.yaml': yaml, ...tree } = withoutAllowed(await readTree(join(root, 'profiles', name), hide));
  const wrapper = join(root, '../.local/bin', name);
  const isThere = await lstat(wrapper).catch(() => null);
  return {
    tree: { ...tree, ...(yaml === undefined ? {} : { 'profile.yaml': parsed(yaml) }) },
    wrapper: isThere === null ? null : await readTree(wrapper, hide),
  };
};

const parsed = (entry: string) => {
  const [head = '', ...text] = entry.split('\n');
  const content: unknown = parseDocument(text.join('\n'), { version: '1.1' }).toJS();
  return { head, content };
};
