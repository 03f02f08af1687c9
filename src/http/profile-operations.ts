import { z } from 'zod';
import {
  activeSchema,
  describeAutoSchema,
  descriptionSchema,
  exportSchema,
  importSchema,
  modelSchema,
  profileInfoSchema,
  renameSchema,
  soulSchema,
} from './hermes-profile.ts';
import type { Operation } from './operation.ts';

const ok = z.object({ ok: z.literal(true) });

/** Hermes' routes on the profiles that are there. */
export const profileOperations: readonly Operation[] = [
  {
    method: 'get',
    path: '/api/profiles',
    summary: 'Profiles, the default first',
    answer: '200',
    reply: z.object({ profiles: z.array(profileInfoSchema) }),
  },
  {
    method: 'get',
    path: '/api/profiles/active',
    summary: 'The profile commands use, and the one of this process',
    answer: '200',
    reply: z.object({ active: z.string(), current: z.string() }),
  },
  {
    method: 'post',
    path: '/api/profiles/active',
    summary: 'Choose the profile commands use',
    answer: '200',
    body: activeSchema,
    reply: ok.extend({ active: z.string() }),
  },
  {
    method: 'get',
    path: '/api/profiles/{name}/setup-command',
    summary: 'The command that sets a profile up',
    answer: '200',
    reply: z.object({ command: z.string() }),
  },
  {
    method: 'get',
    path: '/api/profiles/{name}/soul',
    summary: 'The persona of a profile',
    answer: '200',
    reply: z.object({ content: z.string(), exists: z.boolean() }),
  },
  {
    method: 'put',
    path: '/api/profiles/{name}/soul',
    summary: 'Replace the persona of a profile',
    answer: '200',
    body: soulSchema,
    reply: ok,
  },
  {
    method: 'put',
    path: '/api/profiles/{name}/description',
    summary: 'Say what a profile is for',
    answer: '200',
    body: descriptionSchema,
    reply: ok.extend({ description: z.string(), description_auto: z.literal(false) }),
  },
  {
    method: 'put',
    path: '/api/profiles/{name}/model',
    summary: 'Choose the model of a profile',
    answer: '200',
    body: modelSchema,
    reply: ok.extend({ provider: z.string(), model: z.string() }),
  },
  {
    method: 'patch',
    path: '/api/profiles/{name}',
    summary: 'Rename a profile',
    answer: '200',
    body: renameSchema,
    reply: ok.extend({ name: z.string(), path: z.string() }),
  },
  {
    method: 'delete',
    path: '/api/profiles/{name}',
    summary: 'Delete a profile',
    answer: '200',
    reply: ok.extend({ path: z.string() }),
  },
  {
    method: 'get',
    path: '/api/profiles/{name}/desktop-overlay',
    summary: "What Hermes' desktop program keeps with a profile",
    answer: '200',
    reply: z.object({ exists: z.boolean(), desktop: z.record(z.string(), z.unknown()).nullable() }),
  },
  {
    method: 'post',
    path: '/api/profiles/{name}/describe-auto',
    summary: 'Let the model that Hermes uses describe a profile',
    answer: '200',
    body: describeAutoSchema,
    reply: z.discriminatedUnion('ok', [
      ok.extend({ reason: z.string(), description: z.string(), description_auto: z.literal(true) }),
      z.object({
        ok: z.literal(false),
        reason: z.string(),
        description: z.null(),
        description_auto: z.literal(false),
      }),
    ]),
  },
  {
    method: 'post',
    path: '/api/profiles/{name}/open-terminal',
    summary: 'Open a terminal on this machine that sets a profile up',
    answer: '200',
    reply: ok.extend({ command: z.string() }),
  },
  {
    method: 'post',
    path: '/api/profiles/{name}/export',
    summary: 'Pack a profile into a tar.gz, without its credentials',
    answer: '200',
    body: exportSchema,
    reply: ok.extend({ archive: z.string() }),
  },
  {
    method: 'post',
    path: '/api/profiles/import',
    summary: 'Make a profile of a tar.gz',
    answer: '200',
    body: importSchema,
    reply: ok.extend({
      name: z.string(),
      path: z.string(),
      desktop: z.record(z.string(), z.unknown()).nullable(),
    }),
  },
];
