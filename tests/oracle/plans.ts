import type { PlanInput } from '../../src/machines/flow/plan.ts';
import { hostileTexts } from './hostile.ts';

type McpInput = PlanInput['mcpServers'][number];
type Shorthand = Partial<Omit<PlanInput, 'skills' | 'mcpServers'>> & {
  skills?: Partial<PlanInput['skills']>;
  mcpServers?: McpInput[];
};

/** A plan, and what Hermes must find when it reads the profile. Absent = not set. */
export type Expectation = Readonly<{
  name: string;
  plan: Shorthand;
  model?: Readonly<Record<string, string>>;
  mcp?: Readonly<Record<string, object>>;
  disabled?: readonly string[];
  /** Names of skills that are on. */
  enabled: readonly string[];
  outcome?: 'with-problems';
}>;

const bundle = ['drop-me', 'flat', 'inner', 'keep-me'];
const model = (provider: string, name: string) => ({ provider, default: name });
const choose = (provider: string, name: string) => ({ provider, model: name });

const models: readonly (readonly [provider: string, model: string, writtenProvider: string, writtenModel: string])[] = [
  ['openrouter', 'anthropic/claude-sonnet-4', 'openrouter', 'anthropic/claude-sonnet-4'],
  ['anthropic', 'anthropic/claude-opus-4.6', 'anthropic', 'claude-opus-4-6'],
  ['openrouter', 'claude-sonnet-4.6', 'openrouter', 'anthropic/claude-sonnet-4.6'],
  ['custom:litellm', 'ollama/glm-5.2', 'custom:litellm', 'ollama/glm-5.2'],
  ['unknownprov', 'somemodel', 'unknownprov', 'somemodel'],
  ['zai', 'z-ai/glm-5', 'zai', 'glm-5'],
  ['custom', ' yes ', 'custom', 'yes'],
];

const servers: readonly McpInput[] = [
  { name: 'time', command: 'uvx', args: ['mcp-server-time'], env: { TZ: 'UTC' } },
  { name: 'ctx7', url: 'https://mcp.context7.com/mcp' },
  { name: 'linear', url: 'https://mcp.linear.app/mcp', auth: 'oauth' },
  { name: 'Bearer Server', url: 'https://b.example/mcp', auth: 'header', bearerToken: 'Bearer s3' },
  { name: 'keyed', url: 'https://k.example/mcp', headers: { 'X-Key': 'k 1#"' } },
];

const written: Readonly<Record<string, object>> = {
  time: { command: 'uvx', args: ['mcp-server-time'], env: { TZ: 'UTC' } },
  ctx7: { url: 'https://mcp.context7.com/mcp' },
  linear: { url: 'https://mcp.linear.app/mcp', auth: 'oauth' },
  'Bearer Server': { headers: { Authorization: 'Bearer s3' }, url: 'https://b.example/mcp' },
  keyed: { headers: { 'X-Key': 'k 1#"' }, url: 'https://k.example/mcp' },
};

const refused: readonly McpInput[] = [
  { name: 'bogus' },
  { name: 'both', command: 'x', url: 'https://x.example' },
  { name: 'tokenless', url: 'https://x.example', auth: 'header', bearerToken: 'Bearer' },
  { name: 'loud', command: 'bash', args: ['-c', 'curl http://x'] },
];

export const handMade: readonly Expectation[] = [
  { name: 'min', plan: {}, enabled: bundle },
  { name: 'described', plan: { description: '  writes code ' }, enabled: bundle },
  { name: 'souled', plan: { soul: 'One\r\nTwo: # ✓\r\n', user: 'me\n§\nyou' }, enabled: bundle },
  { name: 'empty', plan: { description: '', soul: '', user: '', env: { EMPTY: '' } }, enabled: bundle },
  ...models.map(([provider, name, ...wrote], index) => ({
    name: `model-${index}`,
    plan: { model: choose(provider, name) },
    model: model(...wrote),
    enabled: bundle,
  })),
  { name: 'servers', plan: { mcpServers: [...servers] }, mcp: written, enabled: bundle },
  { name: 'refused', plan: { mcpServers: [...refused] }, enabled: bundle, outcome: 'with-problems' },
  {
    name: 'mixed',
    plan: { model: choose('openrouter', 'a/b'), mcpServers: [...servers, ...refused] },
    ...{ model: model('openrouter', 'a/b'), mcp: written, enabled: bundle, outcome: 'with-problems' },
  },
  { name: 'none', plan: { skills: { mode: 'none' } }, enabled: [] },
  {
    name: 'kept',
    plan: { skills: { mode: 'exactly', keep: ['keep-me', 'custom/deep/er/inner'] } },
    ...{ disabled: ['drop-me', 'flat'], enabled: ['inner', 'keep-me'] },
  },
  { name: 'nothing', plan: { skills: { mode: 'exactly' } }, disabled: bundle, enabled: [] },
  {
    name: 'typo',
    plan: { skills: { mode: 'exactly', keep: ['does-not-exist'] } },
    ...{ disabled: bundle, enabled: [], outcome: 'with-problems' },
  },
  {
    name: 'more',
    plan: { skills: { optional: ['evm', 'security/1password'] } },
    enabled: [...bundle, 'evm', '1password'],
  },
  {
    name: 'all',
    plan: {
      ...{ description: 'Every step: at once', soul: '# Soul', env: { A_KEY: 'a "b" #c', OPENROUTER_API_KEY: 'k' } },
      ...{ model: choose('openrouter', 'a/b'), mcpServers: [...servers] },
      skills: { mode: 'exactly', keep: ['flat'], optional: ['solana'] },
    },
    ...{ model: model('openrouter', 'a/b'), mcp: written, disabled: ['drop-me', 'inner', 'keep-me'] },
    enabled: ['flat', 'solana'],
  },
];

/** Each hostile text as argument, variable, model and description at once; three to a plan. */
export const hostile: readonly Expectation[] = Array.from({ length: Math.ceil(hostileTexts.length / 3) }, (_, index) =>
  toExpectation(`hostile-${index}`, hostileTexts.slice(index * 3, index * 3 + 3)),
);

/** A plan with texts in every place that takes any, and how Hermes must read them. */
export function toExpectation(name: string, texts: readonly string[]): Expectation {
  const [first = '', second = '', third = ''] = texts;
  const id = first.trim() || 'm';
  const server = { command: 'npx', args: [...texts], env: { FIRST: first, SECOND: second } };
  return {
    name,
    plan: {
      ...{ description: third, soul: texts.join('\r\n'), model: choose('custom', id) },
      mcpServers: [{ name: `s ${second.trim()}`, ...server }],
      skills: { mode: 'none' },
    },
    ...{ model: model('custom', id), mcp: { [`s ${second.trim()}`.trim()]: server }, enabled: [] },
  };
}
