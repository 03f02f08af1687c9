import fc from 'fast-check';

/** A request as it goes over the wire. */
export type Rubbish = Readonly<{
  method: string;
  path: string;
  headers: Readonly<Record<string, string>>;
  body: Uint8Array;
}>;

const nasty = fc.oneof(
  fc.constantFrom(
    ...['', ' ', '__proto__', 'constructor', 'toString', '..', '../../etc/passwd', '/etc/passwd', '-rf', '--help', '~'],
    ...[
      '\u0000',
      '\u001b[31m',
      '\r\nSet-Cookie: a=b',
      '\u202e',
      '💥',
      '${HOME}',
      '$(id)',
      '%00',
      '=',
      '<<',
      '!!js',
      '@',
    ],
    ...['null', 'true', '0777', '1:30', 'x'.repeat(5000), 'official/x', 'a/b', 'file:///none'],
  ),
  fc.string({ unit: 'binary', maxLength: 20 }),
);
const dictionary = fc.dictionary(
  nasty.filter((key) => key !== '__proto__'),
  nasty,
  { maxKeys: 3 },
);
const texts = fc.array(nasty, { maxLength: 3 });
const name = fc.oneof(fc.stringMatching(/^[a-z][a-z0-9]{0,9}$/), nasty).filter((text) => text.trim() !== 'constructor');
const anything = fc.oneof(fc.jsonValue({ maxDepth: 3 }), nasty);

const mcpServer = fc.record(
  { name: nasty, command: nasty, args: texts, env: dictionary, url: nasty, headers: dictionary, auth: nasty },
  { requiredKeys: ['name'] },
);
/** A plan with hostile text in the right places; never for a profile `constructor` or one with a dash. */
export const plan = fc.record(
  {
    name,
    description: nasty,
    soul: nasty,
    clone: fc.record({ from: fc.oneof(fc.constant('default'), nasty), mode: fc.constantFrom('config', 'all') }),
    model: fc.record({ provider: nasty, model: nasty }),
    mcpServers: fc.array(mcpServer, { maxLength: 3 }),
    skills: fc.record({ mode: fc.constantFrom('bundle', 'none', 'exactly'), keep: texts, optional: texts }),
    hubSkills: fc.array(nasty, { maxLength: 2 }),
    env: dictionary,
    unknown: anything,
  },
  { requiredKeys: ['name'] },
);
/** The same for the API of Hermes. */
export const hermesBody = fc.record(
  { name, description: nasty, provider: nasty, model: nasty, mcp_servers: fc.array(mcpServer), keep_skills: texts },
  { requiredKeys: ['name'] },
);
const command = fc.record({ item: nasty, edit: anything, all: anything, confirm: nasty, flow: nasty, stream: nasty });

const body = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.oneof(plan, hermesBody, command, anything).map((value) => Buffer.from(JSON.stringify(value))),
  },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 60 }) },
  { weight: 1, arbitrary: fc.string({ maxLength: 60 }).map((text) => Buffer.from(text)) },
);
const segment = fc.oneof(
  nasty.map((text) => encodeURIComponent(text.toWellFormed())),
  fc.constantFrom('..', '%2e%2e', '%', '%zz', '%ff', '%00', '%2f', '*', 'flw_none', '{}'),
);
const id = fc.oneof(fc.constant('VICTIM'), segment);
const route = fc.oneof(
  fc.constantFrom('/', '/login', '/metrics', '/api/health', '/api/openapi.json', '/api/machine', '/api/flows'),
  fc.constantFrom('/api/stream', '/api/tickets', '/api/login-tickets', '/api/profiles', '/api/flows', '/api'),
  fc
    .tuple(id, fc.constantFrom('', '/events', '/snapshot', '/export', '/stream', '/retry', '/cancel', '/discard'))
    .map(([flowId, rest]) => `/api/flows/${flowId}${rest}`),
  fc.tuple(id, segment).map(([flowId, item]) => `/api/flows/${flowId}/items/${item}/log`),
  segment.map((text) => `/${text}`),
  id.map((flowId) => `/flows/${flowId}`),
);
const query = fc.oneof(
  { weight: 3, arbitrary: fc.constant('') },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom('after', 'at', 'limit', 'before', 'profile', 'ticket', 'flow', 'state'), segment)
      .map(([key, value]) => `?${key}=${value}`),
  },
);
const visible = fc.string({ unit: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)) });
const headers = fc.dictionary(
  fc.constantFrom('idempotency-key', 'if-match', 'if-none-match', 'last-event-id', 'content-type', 'accept'),
  fc.oneof(visible, fc.constantFrom('"1"', '1', '-1', '999999999999999999', 'W/"1"', '*', 'application/json')),
  { maxKeys: 2 },
);
const method = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom('GET', 'POST') },
  { weight: 1, arbitrary: fc.constantFrom('PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'PROPFIND') },
);
/** A request to any route; `VICTIM` in the path stands for the id of a flow. */
export const rubbish: fc.Arbitrary<Rubbish> = fc.record({
  method,
  path: fc.tuple(route, query).map((parts) => parts.join('')),
  headers,
  body,
});
