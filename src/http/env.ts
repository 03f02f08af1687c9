import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import type { Engine } from '../app/engine.ts';
import type { ProfileShelf } from '../machines/ports/profile-shelf.ts';
import type { PreviewPlan } from '../app/preview.ts';
import type { Describer } from '../machines/ports/describer.ts';
import type { McpProber } from '../machines/ports/mcp-prober.ts';
import type { Catalog } from '../machines/ports/catalog.ts';
import type { ProfileSettings } from '../machines/ports/profile-settings.ts';
import type { LayChartOut } from '../machines/ports/chart-layout.ts';
import type { SkillHub } from '../machines/ports/skill-hub.ts';
import type { OpenTerminal } from '../machines/ports/terminal.ts';
import type { Tickets } from './auth/tickets.ts';
import type { ServerInfo } from './server-info.ts';
import type { Hub } from './stream/hub.ts';

/** What every route is given. */
export type Parts = Readonly<{
  engine: Engine;
  shelf: ProfileShelf;
  describer: Describer;
  openTerminal: OpenTerminal;
  mcpProber: McpProber;
  preview: PreviewPlan;
  layChartOut: LayChartOut;
  /** What profiles can be made of. */
  catalog: Catalog;
  /** The profiles there are. */
  settings: ProfileSettings;
  /** Skills there are to install. */
  skillHub: SkillHub;
  /** Opens every route below `/api`. */
  token: string;
  tickets: Tickets;
  info: ServerInfo;
  /** Where the built page is; it may be missing. */
  pageDirectory: string;
  /** Every `host:port` this server answers for, lower-case; asked for each request, since the port may be known late. */
  allowedHosts: () => readonly string[];
  hub: Hub;
  /** Aborted when the server closes: ends every stream. */
  closing: AbortSignal;
}>;

/** Node's request and response, absent when the app is asked without a server. */
export type HttpEnv = { Bindings: Partial<HttpBindings> };
export type HttpContext = Context<HttpEnv>;

/** Node's side of a request; empty without a server. */
export const nodeOf = (c: HttpContext): Partial<HttpBindings> => {
  const bindings: Partial<HttpBindings> | undefined = c.env;
  return bindings ?? {};
};

export const headerOf =
  (c: HttpContext) =>
  (name: string): string | undefined =>
    c.req.header(name);
