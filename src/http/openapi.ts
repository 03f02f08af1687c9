import { z } from 'zod';
import { errorCodes } from '../app/refusal.ts';
import type { Operation } from './operation.ts';
import { operations } from './operations.ts';

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

const JSON_TYPE = 'application/json';

const toOperation = ({ summary, answer, body, query, reply, path, isOpen, ...types }: Operation) => ({
  summary,
  parameters: [...toPathParameters(path), ...toQueryParameters(query)],
  ...(body && {
    requestBody: {
      required: !body.safeParse(undefined).success,
      content: { [types.bodyType ?? JSON_TYPE]: { schema: toJson(body) } },
    },
  }),
  responses: {
    [answer]: {
      description: summary,
      content: { [types.type ?? JSON_TYPE]: reply ? { schema: toJson(reply, 'output') } : {} },
    },
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

const toJson = (schema: z.core.$ZodType, io: 'input' | 'output' = 'input') => {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return json;
};
