/** Runs a shell command in a new window of this machine's desktop; false when there is no terminal to open, or no desktop. */
export type OpenTerminal = (command: string) => Promise<boolean>;
