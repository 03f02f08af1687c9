import { z } from 'zod';
import { planInputSchema } from '../machines/flow/plan.ts';
import { catalogOperations } from './catalog-operations.ts';
import { cancelSchema, discardSchema, forkSchema, retrySchema, ticketSchema } from './commands.ts';
import { hermesCreateSchema } from './hermes-create.ts';
import { profileOperations } from './profile-operations.ts';
import type { Operation } from './operation.ts';
import { coverageQuery, eventsQuery, listQuery, logQuery, machineQuery, snapshotQuery } from './params.ts';
import { forkReplySchema } from './routes/fork.ts';
import { mcpProbeSchema, mcpTestSchema } from './routes/mcp-test.ts';
import { previewSchema } from './routes/preview.ts';
import {
  acceptedSchema,
  coverageSchema,
  eventPageSchema,
  flowPageSchema,
  flowViewSchema,
  hermesCreatedSchema,
  machineSchema,
  snapshotSchema,
} from './view-schema.ts';

/** Every route below `/api`; a test holds this list against the routes that are there. */
export const operations: readonly Operation[] = [
  {
    method: 'post',
    path: '/api/profiles',
    summary: "Create a profile as Hermes' dashboard does",
    answer: '200',
    body: hermesCreateSchema,
    reply: hermesCreatedSchema,
  },
  ...profileOperations,
  {
    method: 'post',
    path: '/api/flows',
    summary: 'Start a flow from a plan',
    answer: '202',
    body: planInputSchema,
    reply: acceptedSchema,
  },
  {
    method: 'post',
    path: '/api/flows/preview',
    summary: 'See what a plan would write',
    answer: '200',
    body: planInputSchema,
    reply: previewSchema,
  },
  {
    method: 'get',
    path: '/api/flows',
    summary: 'Flows, newest first',
    answer: '200',
    query: listQuery,
    reply: flowPageSchema,
  },
  {
    method: 'get',
    path: '/api/flows/{id}',
    summary: 'One flow, now or at a version',
    answer: '200',
    query: snapshotQuery,
    reply: flowViewSchema,
  },
  {
    method: 'get',
    path: '/api/flows/{id}/events',
    summary: 'Recorded events of a flow',
    answer: '200',
    query: eventsQuery,
    reply: eventPageSchema,
  },
  { method: 'get', path: '/api/flows/{id}/stream', summary: 'Follow a flow', answer: '200', type: 'text/event-stream' },
  {
    method: 'get',
    path: '/api/flows/{id}/snapshot',
    summary: 'The machine at a version',
    answer: '200',
    query: snapshotQuery,
    reply: snapshotSchema,
  },
  {
    method: 'get',
    path: '/api/flows/{id}/export',
    summary: 'All records of a flow',
    answer: '200',
    type: 'application/x-ndjson',
  },
  {
    method: 'post',
    path: '/api/flows/{id}/fork',
    summary: 'See what a flow would have become, or start its plan again',
    answer: '200',
    body: forkSchema,
    reply: forkReplySchema,
  },
  {
    method: 'post',
    path: '/api/flows/import',
    summary: 'Take over an exported flow, to be read only',
    answer: '201',
    body: z.string(),
    bodyType: 'application/x-ndjson',
    reply: acceptedSchema,
  },
  {
    method: 'get',
    path: '/api/flows/{id}/inspect',
    summary: 'A flow as messages for an XState inspector',
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
    reply: acceptedSchema,
  },
  {
    method: 'post',
    path: '/api/flows/{id}/cancel',
    summary: 'Cancel a flow or one install',
    answer: '202',
    body: cancelSchema,
    reply: acceptedSchema,
  },
  {
    method: 'post',
    path: '/api/flows/{id}/discard',
    summary: 'Remove the profile a flow made',
    answer: '202',
    body: discardSchema,
    reply: acceptedSchema,
  },
  {
    method: 'post',
    path: '/api/mcp/test',
    summary: 'Try out an MCP server',
    answer: '200',
    body: mcpTestSchema,
    reply: mcpProbeSchema,
  },
  {
    method: 'get',
    path: '/api/machine',
    summary: 'The chart of a flow, or of new ones',
    answer: '200',
    query: machineQuery,
    reply: machineSchema,
  },
  {
    method: 'get',
    path: '/api/machine/coverage',
    summary: 'How often each state and transition was taken',
    answer: '200',
    query: coverageQuery,
    reply: coverageSchema,
  },
  ...catalogOperations,
  { method: 'get', path: '/api/stream', summary: 'Follow all flows', answer: '200', type: 'text/event-stream' },
  { method: 'post', path: '/api/tickets', summary: 'A ticket for one stream', answer: '201', body: ticketSchema },
  { method: 'post', path: '/api/login-tickets', summary: 'A URL that opens the page once', answer: '201' },
  { method: 'get', path: '/api/health', summary: 'Whether the server answers', answer: '200', isOpen: true },
  { method: 'get', path: '/api/openapi.json', summary: 'This document', answer: '200' },
];
