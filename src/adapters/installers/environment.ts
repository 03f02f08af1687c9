type Env = Readonly<Record<string, string>>;

const SHARED = /^(PATH|LANG|LC_[A-Z]+|TZ|(https?|no|all)_proxy|SSL_CERT_(FILE|DIR)|NODE_EXTRA_CA_CERTS)$/i;

/** What a command may see of our own environment: paths, language, proxies, certificates; nothing that may be a secret. */
export const sharedEnvironment = (base: Env): Record<string, string> =>
  Object.fromEntries(Object.entries(base).filter(([name]) => SHARED.test(name)));
