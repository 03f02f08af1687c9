/** What an `.env` line can hold of a value, and whether that differs from what was asked. */
export type EnvValue = Readonly<{ text: string; changed: boolean }>;

/** Whether Hermes takes this as the name of a variable. */
export const isEnvKey = (key: string): boolean => /^[A-Za-z_][A-Za-z0-9_]*$/.test(key);

/** Whether Hermes refuses to keep this variable in `.env`: it would change how programs are found or started. */
export const isRefusedEnvKey = (key: string): boolean => refusedKeys.has(key);

/** Sets variables: the first line of each is replaced in place, later ones of the same name go, new ones come last. */
export const setInDotEnv = (text: string, values: Readonly<Record<string, string>>): string => {
  let next = text;
  for (const [key, value] of Object.entries(values)) next = setOne(next, key, value);
  return next;
};

/** What can be kept of a value: control characters other than tabs, and everything beyond ASCII, cannot. */
export const toEnvValue = (value: string): EnvValue => {
  const text = value.replace(unkeepable, '');
  return { text, changed: text !== value };
};

/** The variables and their values as Hermes reads them; of several lines with one name the last counts. */
export const dotEnvValues = (text: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    text.split('\n').flatMap((line) => {
      const [head = '', key] = LINE.exec(line) ?? [];
      return key === undefined ? [] : [[key, valueOf(line.slice(head.length).trim())]];
    }),
  );

/** The text without what makes two profiles answer as one bot, or at one port. */
export const withoutMessagingTokens = (text: string): string =>
  text
    .split(/(?<=\n)/)
    .filter((line) => !isOfMessaging(keyOf(line) ?? ''))
    .join('');

const isOfMessaging = (key: string): boolean => messagingSecret.test(key) || meetingPlaces.has(key);

const setOne = (text: string, key: string, value: string): string => {
  const lines = text === '' ? [] : text.split(/(?<=\n)/);
  const first = lines.findIndex((line) => keyOf(line) === key);
  if (first === -1) return appended(text, `${key}=${quoted(value)}\n`);
  return lines
    .filter((line, index) => index <= first || keyOf(line) !== key)
    .map((line, index) => (index === first ? replaced(line, key, value) : line))
    .join('');
};

/** A byte order mark may stand before the first name. */
const LINE = /^\uFEFF?[ \t]*(?:export[ \t]+)?([A-Za-z_][A-Za-z0-9_]*)[ \t]*=/;
const keyOf = (line: string): string | null => LINE.exec(line)?.[1] ?? null;

const valueOf = (text: string): string => {
  const [, double] = /^"((?:[^"\\]|\\.)*)"/.exec(text) ?? [];
  if (double !== undefined) return double.replaceAll(/\\(["\\])/g, '$1');
  const [, single] = /^'((?:[^'\\]|\\.)*)'/.exec(text) ?? [];
  if (single !== undefined) return single.replaceAll(/\\(['\\])/g, '$1');
  return text.replace(/(?:^|\s)#.*$/, '').trim();
};

const replaced = (line: string, key: string, value: string) => {
  const head = /^\uFEFF?[ \t]*(?:export[ \t]+)?/.exec(line)?.[0] ?? '';
  return `${head}${key}=${quoted(value)}${/\r?\n$/.exec(line)?.[0] ?? '\n'}`;
};

const appended = (text: string, line: string) =>
  text === '' || text.endsWith('\n') ? text + line : `${text}\n${line}`;

const quoted = (value: string) =>
  /[#"'\s]/.test(value) ? `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"` : value;

// eslint-disable-next-line no-control-regex
const unkeepable = /[\u0000-\u0008\u000A-\u001F\u007F]|[^\u0000-\u007F]/gu;

/** Secrets of the platforms Hermes talks through, and switches that open one; `tests/oracle/messaging.test.ts` holds them against it. */
const messagingSecret =
  /^(?:TELEGRAM|DISCORD|SLACK|MATRIX|MATTERMOST|TEAMS|DINGTALK|FEISHU|LARK|WECOM|WEIXIN|QQ|LINE|TWILIO|BLUEBUBBLES|EMAIL|SMS|SIGNAL|SIMPLEX|WHATSAPP|ZALO|IRC|NTFY|YUANBAO|PHOTON|GOOGLE_CHAT|HASS|MSGRAPH_WEBHOOK|WEBHOOK|API_SERVER|GATEWAY_PROXY)_(?:.+_)?(?:TOKENS?|SECRET|PASSWORD|KEY|SID|ACCOUNT|ACCOUNT_JSON|CLIENT_STATE|ENABLED)$/;

/** Places two bots would meet at, where knowing the place is enough. */
const meetingPlaces: ReadonlySet<string> = new Set([
  'IRC_CHANNEL',
  'NTFY_TOPIC',
  'SIMPLEX_WS_URL',
  'GATEWAY_RELAY_URL',
]);

const refusedKeys: ReadonlySet<string> = new Set(
  `LD_PRELOAD LD_LIBRARY_PATH LD_AUDIT LD_DEBUG DYLD_INSERT_LIBRARIES DYLD_LIBRARY_PATH DYLD_FRAMEWORK_PATH
  DYLD_FALLBACK_LIBRARY_PATH DYLD_FALLBACK_FRAMEWORK_PATH PYTHONPATH PYTHONHOME PYTHONSTARTUP PYTHONUSERBASE
  PYTHONEXECUTABLE PYTHONNOUSERSITE NODE_OPTIONS NODE_PATH PATH SHELL BROWSER EDITOR VISUAL PAGER GIT_SSH_COMMAND
  GIT_EXEC_PATH GIT_SHELL HERMES_HOME HERMES_PROFILE HERMES_CONFIG HERMES_ENV`.split(/\s+/),
);
