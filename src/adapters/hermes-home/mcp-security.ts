import { posix } from 'node:path';

/** What Hermes looks at before it lets a server be started. */
export type McpProgram = Readonly<{ command: string; args: readonly string[]; env: Readonly<Record<string, string>> }>;

/** Why Hermes would refuse to start the program, as the end of a sentence that begins with "it"; null when it would. */
export const findUnsafe = ({ command, args, env }: McpProgram): string | null => {
  const joined = args.join(' ');
  const seen = [command, joined, ...Object.values(env)];
  if (indicators.some((indicator) => seen.some((text) => text.includes(indicator))))
    return 'contains a known indicator of compromise';
  if (args.length === 0 || !shells.has(basenameOf(command))) return null;
  if (egress.some((pattern) => pattern.test(joined)))
    return `uses the shell "${command}" with network egress in its arguments`;
  if (persistence.test(joined)) return `uses the shell "${command}" to write to a place the system starts things from`;
  return null;
};

/** Base name of the first word, as a shell would split it. */
const basenameOf = (command: string) => {
  const [, double, single, bare] = /^\s*(?:"([^"]*)"|'([^']*)'|(\S+))/.exec(command) ?? [];
  const word = double ?? single ?? bare ?? '';
  return posix.basename(word.replaceAll('\\', '/')).toLowerCase();
};

const indicators = [
  'hermes-0day',
  '60.165.167.',
  '118.182.244.156',
  '61.178.123.196',
  'AAAAC3NzaC1lZDI1NTE5AAAAICBoh1oDC4DnsO1m5mJ4yfEKrQebaFh',
];

const shells: ReadonlySet<string> = new Set([
  'bash',
  'sh',
  'zsh',
  'dash',
  'fish',
  'cmd',
  'cmd.exe',
  'powershell',
  'powershell.exe',
  'pwsh',
  'pwsh.exe',
]);

const egress = [
  /(?<![\w.-])(?:curl|wget|nc|ncat|socat)(?![\w.-])/i,
  /\/dev\/tcp\/|invoke-webrequest|invoke-restmethod|system\.net\.webclient/i,
];

const persistence =
  /authorized_keys|\.ssh\/|\/etc\/ssh|\/etc\/pam\.d|pam_\w*\.so|\/etc\/sudoers|\/etc\/cron|crontab|\/etc\/rc\.local|\/etc\/systemd|\.bashrc|\.bash_profile|\.profile|\.zshrc/i;
