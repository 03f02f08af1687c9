import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { createProfileHome } from '../../../src/adapters/hermes-home/profile-home.ts';
import { cloneSchema } from './clone-schema.ts';

const requestSchema = z.object({
  root: z.string(),
  dataDir: z.string(),
  flow: z.string().default('flw_1'),
  profile: z.string().default('coder'),
  soul: z.string().optional(),
  description: z.string().optional(),
  clone: cloneSchema.optional(),
});

const { root, dataDir, flow, profile, ...request } = requestSchema.parse(JSON.parse(process.argv[2] ?? '{}'));
const home = createProfileHome({
  ...{ root, dataDir, homedir: root, env: {} },
  digest: (text) => createHmac('sha256', 'key').update(text).digest('hex'),
  clock: { now: () => new Date(0) },
});
process.stdout.write('begin\n');
const answer = await home.createIdentity({ flow, profile }, { ...request, skills: 'bundle' });
process.stdout.write(`${JSON.stringify(answer)}\n`);
