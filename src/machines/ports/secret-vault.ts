/** Per-flow sealed files: secrets between the plan and the place Hermes wants them. */
export type SecretVault = Readonly<{
  /** Adds values by reference to the flow's sealed file, durable when it resolves. */
  seal(flow: string, secrets: Readonly<Record<string, string>>): Promise<void>;
  /** All values of a flow; empty once destroyed. */
  open(flow: string): Promise<Readonly<Record<string, string>>>;
  destroy(flow: string): Promise<void>;
  /** Destroys what belongs to no open flow (left by a crash between sealing and recording). */
  sweep(isOpen: (flow: string) => boolean | Promise<boolean>): Promise<void>;
  /** Keyed digest (hex): equal texts, equal digests; tells nothing without this data directory's key. */
  digest(content: string | Uint8Array): string;
}>;
