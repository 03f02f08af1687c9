import type { FlowEvent } from '../machines/flow/events.ts';

/** A command that was recorded: its body's digest and the flow's version right after it. */
export type Remembered = Readonly<{ request: string | null; version: number }>;

/** The commands of a flow by their ids, in the order they were recorded. */
export type Commands = ReadonlyMap<string, Remembered>;

type Noted = Readonly<{ event: FlowEvent; command: string | null }>;

/** The commands with those that the events name. Records of one command share its request digest and follow one another. */
export const remember = (commands: Commands, noted: readonly Noted[]): Commands => {
  if (!noted.some(({ event, command }) => command !== null || requestOf(event) !== null)) return commands;
  const all = new Map(commands);
  for (const one of noted) note(all, one);
  return all;
};

const note = (commands: Map<string, Remembered>, { event, command }: Noted): void => {
  const { version } = event;
  const request = requestOf(event);
  if (command !== null) commands.set(command, { request, version });
  if (command !== null || request === null) return;
  const [name, last] = [...commands].at(-1) ?? [];
  if (name !== undefined && last?.request === request && last.version === version - 1)
    commands.set(name, { request, version });
};

const requestOf = ({ data }: FlowEvent): string | null => ('request' in data ? (data.request ?? null) : null);
