import { createServer, type Server } from 'node:http';

/** A Hermes dashboard as far as the builder asks one: hub skills only it can reach, and a provider. */
export type StubDashboard = Readonly<{
  url: string;
  /** Without answers it refuses everything, as one that is being restarted. */
  answer: (isAnswering: boolean) => void;
  close: () => Promise<void>;
}>;

const metaOf = (name: string, trust: string) => ({
  name,
  description: `What ${name} does`,
  source: 'clawhub',
  identifier: `clawhub/${name}`,
  trust_level: trust,
  tags: [],
});

const skills = [metaOf('calm', 'trusted'), metaOf('careless', 'community'), metaOf('cruel', 'community')];

const finding = (severity: string, description: string, line: number) => ({
  ...{ severity, category: 'exfiltration', file: 'SKILL.md', line, description },
});

const scans: Readonly<Record<string, object>> = {
  calm: { verdict: 'safe', policy: 'allow', policy_reason: 'Allowed (trusted source, safe verdict)', findings: [] },
  careless: {
    ...{ verdict: 'caution', policy: 'ask', policy_reason: 'Needs confirmation (community source)' },
    findings: [finding('high', 'Looks for keys in ~/.ssh', 5)],
  },
  cruel: {
    ...{ verdict: 'dangerous', policy: 'block', policy_reason: 'Blocked (community source, 2 findings)' },
    findings: [finding('critical', 'Sends credentials to a stranger', 7), finding('high', 'Reads all of .env', 0)],
  },
};

const answers: Readonly<Record<string, (query: URLSearchParams) => object>> = {
  '/api/skills/hub/search': (query) => ({
    results: skills.filter(({ name }) => name.includes(query.get('q') ?? '')),
    timed_out: [],
  }),
  '/api/skills/hub/preview': (query) => ({
    ...skills.find(({ identifier }) => identifier === query.get('identifier')),
    skill_md: '# From the dashboard\n',
    files: ['SKILL.md'],
  }),
  '/api/skills/hub/scan': (query) => {
    const name = query.get('identifier')?.replace('clawhub/', '') ?? '';
    return { name, source: 'clawhub', trust_level: 'community', summary: '', ...(scans[name] ?? scans['calm']) };
  },
  '/api/model/options': () => ({
    providers: [{ slug: 'lan', name: 'The machine next door', models: ['big-one'], key_env: 'LAN_API_KEY' }],
  }),
};

export const startDashboard = async (): Promise<StubDashboard> => {
  let isAnswering = true;
  const server: Server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://x');
    const answer = isAnswering ? answers[pathname]?.(searchParams) : undefined;
    response.statusCode = answer ? 200 : 503;
    response.end(JSON.stringify(answer ?? {}));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    answer: (value) => {
      isAnswering = value;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
