import { basename, dirname, relative } from 'node:path';
import type { Io } from './io.ts';
import type { SettingsFlags } from './settings.ts';
import { quoteWord } from '../machines/flow/shell-words.ts';

/** How this program was called, so that a command it suggests can be pasted: program and the flags that say where. */
export const toSelfCommand = (io: Pick<Io, 'argv' | 'cwd'>, flags: SettingsFlags): string => {
  const where = [
    ...(flags.hermesHome === undefined ? [] : ['--hermes-home', flags.hermesHome]),
    ...(flags.dataDir === undefined ? [] : ['--data-dir', flags.dataDir]),
  ];
  return [...programOf(io), ...where].map(quoteWord).join(' ');
};

/** A checkout has no program on the PATH. */
const programOf = ({ argv, cwd }: Pick<Io, 'argv' | 'cwd'>): readonly string[] => {
  const script = argv[1] ?? '';
  const isCheckout = basename(script) === 'start.mjs' && basename(dirname(script)) === 'src';
  return isCheckout ? ['node', relative(cwd(), script)] : ['profile-builder'];
};
