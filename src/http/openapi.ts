import { z } from 'zod';
import { errorCodes } from '../app/refusal.ts';
import { planInputSchema } from '../machines/flow/plan.ts';
import { cancelSchema, discardSchema, retrySchema, ticketSchema } from './commands.ts';
import { hermesCreateSchema } from './hermes-create.ts';
import { eventsQuery, listQuery, logQuery, snapshotQuery } from './params.ts';

/** One operation, as documented. `body` and `query` are the schemas the route parses with. */
type Operation = Readonly<{
  method: 'get' | 'post';
  path: string;
  summary: string;
  answer: string;
  body?: z.ZodType;
  query?: z.ZodObject;
  type?: string;
  isOpen?: boolean;
}>;

/** Every route below `/api`; a test holds this list against the routes that are there. */
export const operations: readonly Operation[] = [
  {
    method: 'post',
    path: '/api/profiles',
    summary: "Create a profile as Hermes' dashboard does",
    answer: '200',
    body: hermesCreateSchema,
  },
  { method: 'post', path: '/api/flows', summary: 'Start a flow from a plan', answer: '202', body: planInputSchema },
  { method: 'get', path: '/api/flows', summary: 'Flows, newest first', answer: '200', query: listQuery },
  { method: 'get', path: '/api/flows/{id}', summary: 'One flow', answer: '200' },
  {
    method: 'get',
    path: '/api/flows/{id}/events',
    summary: 'Recorded events of a flow',
    answer: '200',
    query: eventsQuery,
  },
  { method: 'get', path: '/api/flows/{id}/stream', summary: 'Follow a flow', answer: '200', type: 'text/event-stream' },
  {
    method: 'get',
    path: '/api/flows/{id}/snapshot',
    summary: 'The machine at a version',
    answer: '200',
    query: snapshotQuery,
  },
  {
    method: 'get',
    path: '/api/flows/{id}/export',
    summary: 'All records of a flow',
    answer: '200',
    type: 'application/x-ndjson',
  },
  {
    method: 'get',
    path: '/api/flows/{id}/items/{item}/log',
    summary: 'Output of an install',
    answer: '200',
    query: logQuery,
    type: 'text/plain',
  },
  {
    method: 'post',
    path: '/api/flows/{id}/retry',
    summary: 'Try a failed item again',
    answer: '202',
    body: retrySchema,
  },
  {
    method: 'post',
    path: '/api/flows/{id}/cancel',
    summary: 'Cancel a flow or one install',
    answer: '202',
    body: cancelSchema,
  },
  {
    method: 'post',
    path: '/api/flows/{id}/discard',
    summary: 'Remove the profile a flow made',
    answer: '202',
    body: discardSchema,
  },
  { method: 'get', path: '/api/stream', summary: 'Follow all flows', answer: '200', type: 'text/event-stream' },
  { method: 'post', path: '/api/tickets', summary: 'A ticket for one stream', answer: '201', body: ticketSchema },
  { method: 'post', path: '/api/login-tickets', summary: 'A URL that opens the page once', answer: '201' },
  { method: 'get', path: '/api/health', summary: 'Whether the server answers', answer: '200', isOpen: true },
  { method: 'get', path: '/api/openapi.json', summary: 'This document', answer: '200' },
];

/** The OpenAPI 3.1 document, from the schemas the routes parse with. */
export const toOpenApi = (version: string) => ({
  openapi: '3.1.0',
  info: { title: 'Profile Builder', version },
  security: [{ token: [] }, { hermes: [] }],
  paths: toPaths(),
  components: {
    securitySchemes: {
      token: { type: 'http', scheme: 'bearer' },
      hermes: { type: 'apiKey', in: 'header', name: 'X-Hermes-Session-Token' },
    },
    responses: {
      Problem: { description: 'RFC 9457', content: { 'application/problem+json': { schema: toJson(problemSchema) } } },
    },
  },
});

const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.union([
    z.string(),
    z.array(z.object({ type: z.string(), loc: z.array(z.union([z.string(), z.number()])), msg: z.string() })),
  ]),
  code: z.enum(errorCodes),
  requestId: z.string(),
  flow: z.string().optional(),
  item: z.string().optional(),
  names: z.array(z.string()).optional(),
});

const toPaths = () => {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const operation of operations) (paths[operation.path] ??= {})[operation.method] = toOperation(operation);
  return paths;
};

const toOperation = ({ summary, answer, body, query, path, type = 'application/json', isOpen }: Operation) => ({
  summary,
  parameters: [...toPathParameters(path), ...toQueryParameters(query)],
  ...(body && {
    requestBody: {
      required: !body.safeParse(undefined).success,
      content: { 'application/json': { schema: toJson(body) } },
    },
  }),
  responses: {
    [answer]: { description: summary, content: { [type]: {} } },
    default: { $ref: '#/components/responses/Problem' },
  },
  ...(isOpen && { security: [] }),
});

const toPathParameters = (path: string) =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));

const toQueryParameters = (query: z.ZodObject | undefined) =>
  Object.entries((query && toJson(query).properties) ?? {}).map(([name, schema]) => ({
    name,
    in: 'query',
    required: false,
    schema,
  }));

const toJson = (schema: z.core.$ZodType) => {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return json;
};
