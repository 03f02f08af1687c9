import { sharedEnvironment } from './environment.ts';

type Env = Readonly<Record<string, string>>;

/** What `git` is told to fetch as little as it can; `--`, the address and the directory come after. */
export const CLONE_ARGUMENTS = ['clone', '--depth', '1', '--single-branch', '--no-tags', '--template='];

/** What a clone may see of our own environment; credentials come from an SSH agent only. */
export const cloneEnvironment = (base: Env): Record<string, string> => ({
  ...sharedEnvironment(base),
  ...(base['SSH_AUTH_SOCK'] === undefined ? {} : { SSH_AUTH_SOCK: base['SSH_AUTH_SOCK'] }),
  ...gitEnvironment,
});

/** A file git has recorded: its path with `/`, and whether it is a symbolic link. */
export type GitEntry = Readonly<{ path: string; isLink: boolean }>;

/** Files and links of `git ls-files --stage -z`; submodules, which are not cloned, are left out. */
export const parseListing = (text: string): readonly GitEntry[] =>
  text.split('\0').flatMap((line) => {
    const [, mode, path] = /^(\d{6}) [0-9a-f]+ \d\t(.+)$/s.exec(line) ?? [];
    return mode === undefined || path === undefined || mode === '160000' ? [] : [{ path, isLink: mode === '120000' }];
  });

/** Settings under which git asks nothing, reads no one's configuration and writes links as plain text. */
const gitEnvironment: Env = {
  GIT_TERMINAL_PROMPT: '0',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_COUNT: '1',
  GIT_CONFIG_KEY_0: 'core.symlinks',
  GIT_CONFIG_VALUE_0: 'false',
  GIT_ALLOW_PROTOCOL: 'file:git:http:https:ssh',
  GIT_LFS_SKIP_SMUDGE: '1',
  GIT_SSH_COMMAND: 'ssh -o BatchMode=yes',
};
