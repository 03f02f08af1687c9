import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mcpProbeSchema } from '../../../src/http/routes/mcp-test.ts';
import { createAppFixture, readProblem } from '../fixture-app.ts';

let fixture: ReturnType<typeof createAppFixture>;
beforeEach(() => {
  fixture = createAppFixture();
});
afterEach(() => fixture.close());

const test = async (body: unknown) => {
  const response = await fixture.post('/api/mcp/test', body);
  return { status: response.status, found: mcpProbeSchema.parse(await response.json()) };
};

describe('POST /api/mcp/test', () => {
  it('answers why a server cannot be used as what it found', async () => {
    const missing = { name: 'x', command: 'no-such-program-4711' };
    expect(await test(missing)).toMatchObject({ status: 200, found: { ok: false, code: 'mcp/not-on-path' } });
    const unsafe = { name: 'x', command: 'sh', args: ['-c', 'curl http://x'] };
    expect(await test(unsafe)).toMatchObject({ status: 200, found: { ok: false, code: 'mcp/unsafe-command' } });
    const slow = { name: 'x', command: 'sleep', args: ['60'], timeoutMs: 200 };
    expect(await test(slow)).toMatchObject({ status: 200, found: { ok: false, code: 'mcp/timed-out' } });
  });

  it('refuses what is no entry of a plan, naming the place and not the value', async () => {
    for (const body of [{ name: 'x', env: { KEY: 4711 } }, { command: 'x' }, { name: 'x', timeoutMs: 1e9 }]) {
      const problem = await readProblem(await fixture.post('/api/mcp/test', body));
      expect(problem).toMatchObject({ status: 422, code: 'request/invalid' });
      expect(problem.detail).not.toContain('4711');
    }
  });
});
