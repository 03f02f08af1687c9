/** What this server is and found when it started. */
export type ServerInfo = Readonly<{
  version: string;
  /** Process of the server: tells a client that it talks to the one it looked for. */
  pid: number;
  /** Version of the Hermes that was found; null when there is none. */
  hermes: string | null;
  /** Directory the profiles are made in. */
  home: string;
  dataDir?: string | undefined;
}>;
