import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { writeTree } from '../contracts/installer.contract.ts';

const skill = (name: string, body = 'Do it well.\n') =>
  `---\nname: ${name}\ndescription: What ${name} is for.\n---\n\n${body}`;

/** What a Hermes release would ship, small: bundled skills, optional skills, MCP manifests. Answers the variables that name them. */
export const writeBundles = async (root: string): Promise<Readonly<Record<string, string>>> => {
  const paths = { bundled: join(root, 'skills'), optional: join(root, 'optional-skills'), mcps: join(root, 'mcps') };
  await writeTree(paths.bundled, {
    'custom/DESCRIPTION.md': '---\ndescription: Custom skills.\n---\n',
    'custom/keep-me/SKILL.md': skill('keep-me'),
    'custom/drop-me/SKILL.md': skill('drop-me'),
    'custom/drop-me/scripts/run.py': 'print("hello")\n',
    'custom/deep/er/inner/SKILL.md': skill('inner'),
    'flat/SKILL.md': skill('flat', 'Ünïcode ✓\n'),
  });
  await writeTree(paths.optional, {
    'blockchain/evm/SKILL.md': skill('evm'),
    'blockchain/evm/scripts/client.py': 'print("evm")\n',
    'blockchain/solana/SKILL.md': skill('solana'),
    'security/1password/SKILL.md': skill('1password'),
  });
  await mkdir(paths.mcps, { recursive: true });
  return {
    HERMES_BUNDLED_SKILLS: paths.bundled,
    HERMES_OPTIONAL_SKILLS: paths.optional,
    HERMES_OPTIONAL_MCPS: paths.mcps,
  };
};
