type Env = Readonly<Record<string, string>>;

const SHARED = /^(PATH|LANG|LC_[A-Z]+|TZ|(https?|no|all)_proxy|SSL_CERT_(FILE|DIR)|NODE_EXTRA_CA_CERTS)$/i;

/** What a command may see of our own environment: paths, language, proxies, certificates; nothing that may be a secret. */
export const sharedEnvironment = (base: Env): Record<string, string> =>
  Object.fromEntries(Object.entries(base).filter(([name]) => SHARED.test(name)));

/** Settings under which git asks nothing, reads no one's configuration and writes links as plain text. */
export const gitEnvironment: Env = {
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
