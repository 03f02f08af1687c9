import type { Engine } from '../app/engine.ts';
import type { EventStore } from '../machines/ports/event-store.ts';
import type { Settings, SettingsSource } from './settings.ts';

/** Who runs the effects of a data directory now; `url` is null or empty while it does not listen (a command that embeds it). */
export type Owner = Readonly<{ pid: number; url: string | null; startedAt: string; version: string }>;

/** The whole application, not listening until `serve()`. */
export type Composition = Readonly<{
  app: Readonly<{ fetch(request: Request): Response | Promise<Response> }>;
  engine: Engine;
  token: string;
  info: Readonly<{
    version: string;
    hermes: Readonly<{ executable: string; version: string }> | null;
    home: string;
    dataDir: string;
  }>;
  serve(): Promise<{ url: string; loginUrl: string }>;
  close(): Promise<void>;
}>;

/** Builds the application for a data directory; refused when another process owns it or a part cannot start. */
export type Compose = (
  settings: Settings,
) => Promise<
  | (Readonly<{ ok: true }> & Composition)
  | Readonly<{ ok: false; reason: string; owner: Pick<Owner, 'pid' | 'url'> | null }>
>;

/** What the commands are given instead of importing it: everything that touches more than files and HTTP. */
export type Parts = Readonly<{
  compose: Compose;
  readOwner(dataDir: string): Promise<Owner | null>;
  resolveHermesRoot: SettingsSource['resolveHermesRoot'];
  /** Opens an existing event log. */
  openStore(path: string): EventStore;
  /** Nodes and edges of a definition, by its name; null for one nobody knows. So with the drawings. */
  toGraph(definition: string): unknown;
  toMermaid(definition: string): string | null;
  toSvg(definition: string): Promise<string | null>;
  fetch(url: string, init?: RequestInit): Promise<Response>;
  version: string;
}>;
