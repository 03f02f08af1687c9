import { describe, expect, test } from 'vitest';
import { planOf } from '../machines/flow/facts.ts';
import { allWays, nameOf, type Path, toPaths, waysOf, type World } from './paths/model.ts';
import { walk } from './paths/world.ts';

const model = { provider: 'openrouter', model: 'hermes' };
const worlds: Readonly<Record<string, World>> = {
  'an empty plan': { plan: planOf(), again: [] },
  'environment and model': {
    plan: planOf({ env: { TOKEN: { secret: 'env.TOKEN' } }, model }),
    again: ['env', 'model'],
  },
  'a server': { plan: planOf({ mcpServers: [{ name: 'fs', command: 'x' }] }), again: ['mcp:fs'] },
  skills: { plan: planOf({ skills: { mode: 'exactly', keep: ['one'] } }), again: ['skills', 'skill:one'] },
  'an install': { plan: planOf({ hubSkills: ['a/b/c'] }), again: ['install:a/b/c'] },
  'two installs': { plan: planOf({ alias: false, hubSkills: ['a/b/c', 'd/e/f'] }), again: [] },
};

const walked: Path[] = [];
/** A model that failed is in the plan, and no edit takes it out again. */
const impossible = 'installing->installing model.skipped[itemTakes]';

describe('the runtime goes every shortest path of the machine', { timeout: 120_000 }, () => {
  test.each(Object.entries(worlds))('of a plan with %s', async (_, world) => {
    const paths = toPaths(world);
    for (const path of paths) {
      const flows = await walk(world.plan, path);
      const said = path.map(({ events }) => events.map(({ type }) => type).join('+')).join(' ');
      expect({ said, states: flows.map(nameOf) }).toEqual({ said, states: path.map(({ flow }) => nameOf(flow)) });
    }
    walked.push(...paths);
  });

  test('and so visits every state and takes every transition that can be, but the one no retry leads to', () => {
    const states = new Set(walked.flatMap((path) => path.map(({ flow }) => String(flow.snapshot.value))));
    const taken = new Set(walked.flatMap(waysOf));
    const possible = allWays().filter((way) => way !== impossible);
    const said = `${states.size} of 10 states, ${taken.size} of ${possible.length} transitions that can be`;
    process.stdout.write(`${walked.length} paths: ${said}\n`);
    expect(states.size).toBe(10);
    expect([...taken].toSorted()).toEqual(possible.toSorted());
  });
});
