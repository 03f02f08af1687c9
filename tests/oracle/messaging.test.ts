import { beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { withoutMessagingTokens } from '../../src/adapters/hermes-home/dot-env.ts';
import { askPython } from './ask-python.ts';
import { describeWithHermes } from './with-hermes.ts';

const variablesSchema = z.object({
  messaging: z.array(z.string()),
  secrets: z.array(z.string()),
  others: z.array(z.string()),
});

/** A value of the right kind, or the gateway does not take the variable. */
const valueOf = (name: string): string => {
  if (/ENABLED|REQUIRE|ALLOW_ALL/.test(name)) return 'true';
  if (/PORT$|MINUTES|HOUR/.test(name)) return '8765';
  return name.endsWith('URL') ? 'http://127.0.0.1:9' : 'value-of-the-test';
};

describeWithHermes('an .env with every variable hermes knows, without what is of messaging', () => {
  let known: z.infer<typeof variablesSchema>;
  let all: string;
  const namesIn = (text: string) => new Set(text.split('\n').map((line) => line.split('=')[0] ?? ''));
  beforeAll(async () => {
    const script = `
import inspect, re
import gateway.config
from hermes_cli.config import OPTIONAL_ENV_VARS
messaging = {name for name, about in OPTIONAL_ENV_VARS.items() if about.get('category') == 'messaging'}
read = re.findall(r'(?:getenv|environ\\.get)\\(\\s*"([A-Z][A-Z0-9_]+)"', inspect.getsource(gateway.config))
answer(dict(
  messaging=sorted(messaging | set(read)),
  secrets=sorted(name for name in messaging if OPTIONAL_ENV_VARS[name].get('password')),
  others=sorted(set(OPTIONAL_ENV_VARS) - messaging)))`;
    known = await askPython({ script, schema: variablesSchema });
    all = [...known.messaging, ...known.others].map((name) => `${name}=${valueOf(name)}\n`).join('');
  }, 60_000);

  const connectedWith = async (dotEnv: string): Promise<readonly string[]> => {
    const script = `
from hermes_cli.env_loader import load_hermes_dotenv
load_hermes_dotenv()
from gateway.config import load_gateway_config
answer([platform.value for platform in load_gateway_config().get_connected_platforms()])`;
    return await askPython({ script, schema: z.array(z.string()), files: { '.env': dotEnv } });
  };

  test('lets no platform connect', { timeout: 60_000 }, async () => {
    expect((await connectedWith(all)).length).toBeGreaterThan(20);
    expect(await connectedWith(withoutMessagingTokens(all))).toEqual([]);
  });

  test('has no secret of a platform', () => {
    const left = namesIn(withoutMessagingTokens(all));
    expect(known.secrets.length).toBeGreaterThan(25);
    expect(known.secrets.filter((name) => left.has(name))).toEqual([]);
  });

  test('has all the others', () => {
    const left = namesIn(withoutMessagingTokens(all));
    expect(known.others.length).toBeGreaterThan(80);
    expect(known.others.filter((name) => !left.has(name))).toEqual([]);
  });
});
