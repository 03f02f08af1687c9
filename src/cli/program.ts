import { Command, InvalidArgumentError, Option } from 'commander';
import { cancel, discard, retry } from './commands/command-flow.ts';
import { compare } from './commands/compare.ts';
import { create } from './commands/create.ts';
import { doctor } from './commands/doctor.ts';
import { type ExportChoice, exportFlow } from './commands/export.ts';
import { flows, type FlowFilters } from './commands/flows.ts';
import { importFlow } from './commands/import.ts';
import { machine, type MachineChoice } from './commands/machine.ts';
import { machineCoverage } from './commands/machine-coverage.ts';
import { record, type RecordChoice } from './commands/record.ts';
import { installPlugin, uninstallPlugin } from './commands/plugin.ts';
import { replay } from './commands/replay.ts';
import { serve } from './commands/serve.ts';
import { show } from './commands/show.ts';
import { url } from './commands/url.ts';
import { verify, type VerifySource } from './commands/verify.ts';
import { watch } from './commands/watch.ts';
import { exitCodeHelp } from './exit-code.ts';
import type { Io } from './io.ts';
import type { Parts } from './parts.ts';
import type { PlanFlags } from './plan-flags.ts';
import { createSession, type GlobalFlags, type Session } from './session.ts';

/** The command line: `run` is told the exit code of the command that ran. */
export const createProgram = (io: Io, parts: Parts, onExit: (code: number) => void): Command => {
  const program = new Command('profile-builder');
  program
    .description('Creates complete Hermes Agent profiles and shows every step.')
    .version(parts.version)
    .option('--port <port>', 'port to listen on; 0 = any free one (PORT, default 9120)')
    .option('--host <host>', 'address to listen on (HOST, default 127.0.0.1)')
    .option('--hermes-home <dir>', 'where Hermes keeps its profiles (HERMES_HOME, default ~/.hermes)')
    .option(
      '--hermes-url <url>',
      'a running Hermes dashboard to ask for models, MCP servers and skills (HERMES_DASHBOARD_URL)',
    )
    .option(
      '--skill-source <source>',
      'git URL, owner/repo or folder to search skills in; may be repeated (PROFILE_BUILDER_SKILL_SOURCES, with commas)',
      collect,
    )
    .option(
      '--skill-registry <url>',
      'registry to search skills in, or none (SKILLS_API_URL, default https://skills.sh)',
    )
    .option('--data-dir <dir>', 'where the log, the token and running installs are kept (PROFILE_BUILDER_DATA)')
    .option('--token <token>', 'token of the API (PROFILE_BUILDER_TOKEN, default: kept in the data directory)')
    .option('--json', 'print JSON, one value a line')
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({ writeOut: (text) => io.stdout.write(text), writeErr: (text) => io.stderr.write(text) })
    .addHelpText('after', exitCodeHelp)
    .exitOverride();
  const run: Run = async (command, act) =>
    onExit(await act(createSession(io, parts, command.optsWithGlobals<GlobalFlags>())));
  addServer(program, run);
  addCreate(program, run);
  addReading(program, run);
  addCommands(program, run);
  addPlugin(program, run);
  return program;
};

type Run = (command: Command, act: (session: Session) => number | Promise<number>) => Promise<void>;

const addServer = (program: Command, run: Run): void => {
  program
    .command('serve', { isDefault: true })
    .description('run the server and print one URL to open (default)')
    .action((_, command: Command) => run(command, serve));
  program
    .command('url')
    .description('print a fresh login URL of the running server')
    .argument('[path]', 'page to open, such as /flows')
    .action((path: string | undefined, _, command: Command) => run(command, (session) => url(session, path)));
  program
    .command('doctor')
    .description('look at everything a create needs, and say what to do about what is missing')
    .action((_, command: Command) => run(command, doctor));
};

const addCreate = (program: Command, run: Run): void => {
  program
    .command('create')
    .description('create a profile from a blueprint (YAML, "-" = stdin), from flags, or from both; flags win')
    .argument('[blueprint]', 'file with the keys of a plan')
    .option('--name <name>', 'name of the profile')
    .option('--description <text>', 'one line about it')
    .option('--soul <file>', 'file with its SOUL.md, "-" = stdin')
    .option('--user <file>', 'file with its memories/USER.md, "-" = stdin')
    .option('--provider <id>', 'provider of its model')
    .option('--model <id>', 'its model')
    .option('--base-url <url>', 'where the provider answers')
    .option('--mcp <name=command…>', "MCP server: 'name=command args…' or 'name=https://…'; may be repeated", collect)
    .option('--hub-skill <id>', 'hub skill: folder, git URL, owner/repo/path or official/…; may be repeated', collect)
    .addOption(new Option('--skills <mode>', 'which skills of the bundle').choices(['bundle', 'none', 'exactly']))
    .option('--keep <names>', 'with exactly: skills to keep, comma-separated; may be repeated', collectNames)
    .option('--optional <names>', 'optional skills to add, comma-separated; may be repeated', collectNames)
    .option('--env <KEY>', 'variable for its .env, value taken from the environment; may be repeated', collect)
    .option('--clone-from <profile>', 'profile to start from')
    .addOption(new Option('--clone-mode <mode>', 'what to take from it').choices(['config', 'all']))
    .option('--no-alias', 'make no command of its name in ~/.local/bin')
    .action((file: string | undefined, flags: PlanFlags, command: Command) =>
      run(command, (session) => create(session, file, flags)),
    );
};

const addReading = (program: Command, run: Run): void => {
  program
    .command('flows')
    .description('list flows, newest first')
    .option('--profile <name>', 'only of this profile')
    .option('--outcome <outcome>', 'only with this outcome; none = not yet')
    .option('--state <state>', 'only in this state')
    .option('--limit <number>', 'how many at the most (default 20)')
    .action((filters: FlowFilters, command: Command) => run(command, (session) => flows(session, filters)));
  program
    .command('show')
    .description('show one flow: items, problems and what to do, plan without secrets')
    .argument('<flow>')
    .option('--at <version>', 'as it was at this version')
    .action((flow: string, { at }: { at?: string }, command: Command) =>
      run(command, (session) => show(session, flow, at)),
    );
  program
    .command('compare')
    .description('show how two flows differ, and from which event on')
    .argument('<flow>')
    .argument('<other>')
    .action((flow: string, other: string, _, command: Command) =>
      run(command, (session) => compare(session, flow, other)),
    );
  program
    .command('watch')
    .description('show a flow live until it is at rest, or all flows until Ctrl-C')
    .argument('[flow]')
    .option('--after <version>', 'begin after this version; 0 = from the beginning')
    .action((flow: string | undefined, { after }: { after?: string }, command: Command) =>
      run(command, (session) => watch(session, flow, after)),
    );
  program
    .command('replay')
    .description('fold a recorded flow again and print each event, the state it led to and the effects owed')
    .argument('<flow>')
    .option('--at <version>', 'stop there and print the state')
    .action((flow: string, { at }: { at?: string }, command: Command) =>
      run(command, (session) => replay(session, flow, at)),
    );
  program
    .command('verify')
    .description('fold every recorded flow again and check every hash')
    .argument('[flow]')
    .option('--dir <path>', 'an export file, or a directory of them (*.ndjson)')
    .option('--db <file>', 'an event log file')
    .action((flow: string | undefined, source: VerifySource, command: Command) =>
      run(command, (session) => verify(session, flow, source)),
    );
  program
    .command('export')
    .description('write the records of a flow as NDJSON')
    .argument('<flow>')
    .option('-o, --output <file>', 'file to write; default stdout')
    .option('--html', 'instead, one file that shows the replay without a server')
    .action((flow: string, choice: ExportChoice, command: Command) =>
      run(command, (session) => exportFlow(session, flow, choice)),
    );
  program
    .command('record')
    .description('keep a flow in the corpus of a checkout, as a regression test')
    .argument('<flow>')
    .requiredOption('--as <name>', 'name of the test')
    .option('--dir <path>', 'where the corpus is (default tests/corpus)')
    .action((flow: string, choice: RecordChoice, command: Command) =>
      run(command, (session) => record(session, flow, choice)),
    );
  program
    .command('import')
    .description('take over an exported flow, to be looked at only')
    .argument('<file>', 'an export, NDJSON or HTML; "-" = stdin')
    .action((file: string, _, command: Command) => run(command, (session) => importFlow(session, file)));
  program
    .command('machine')
    .description('draw the state machine')
    .addOption(new Option('--format <format>', 'default mermaid').choices(['mermaid', 'svg', 'json']))
    .option('--definition <name>', 'an older definition, e.g. profile-create@1')
    .option('--coverage', 'instead, how often recorded flows took each state and transition')
    .action(({ coverage, ...about }: MachineChoice & { coverage?: true }, command: Command) =>
      run(command, (session) => (coverage ? machineCoverage(session, about) : machine(session, about))),
    );
};

const addCommands = (program: Command, run: Run): void => {
  program
    .command('retry')
    .description('try a failed item again, or all of them')
    .argument('<flow>')
    .argument('[item]')
    .option('--edit <json>', 'what to put in the place of its entry in the plan')
    .action((flow: string, item: string | undefined, { edit }: { edit?: string }, command: Command) =>
      run(command, (session) => retry(session, flow, item, edit)),
    );
  program
    .command('cancel')
    .description('stop a flow, or one of its installs; what was applied stays')
    .argument('<flow>')
    .argument('[item]')
    .action((flow: string, item: string | undefined, _, command: Command) =>
      run(command, (session) => cancel(session, flow, item)),
    );
  program
    .command('discard')
    .description('remove the profile a finished flow made, if nothing in it was changed since')
    .argument('<flow>')
    .requiredOption('--confirm <name>', 'name of the profile')
    .action((flow: string, { confirm }: { confirm: string }, command: Command) =>
      run(command, (session) => discard(session, flow, confirm)),
    );
};

const addPlugin = (program: Command, run: Run): void => {
  const plugin = program.command('plugin').description("the same pages inside Hermes' dashboard");
  plugin
    .command('install')
    .description('put them into the plugins of the Hermes home')
    .option('--enable', 'have Hermes enable them, too')
    .action((flags: { enable?: boolean }, command: Command) =>
      run(command, (session) => installPlugin(session, flags)),
    );
  plugin
    .command('uninstall')
    .description('disable them and remove what was installed')
    .action((_, command: Command) => run(command, uninstallPlugin));
};

const collect = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

const collectNames = (value: string, before: readonly string[] = []): readonly string[] => {
  const names = value.split(',').map((name) => name.trim());
  if (names.includes('')) throw new InvalidArgumentError('Write names separated by single commas.');
  return [...before, ...names];
};
