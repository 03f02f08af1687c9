import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createDashboardHub } from '../../../src/adapters/hub/dashboard-hub.ts';
import { createOriginSource } from '../../../src/adapters/hub/origin-source.ts';
import { toOrigin } from '../../../src/adapters/hub/origins.ts';
import { createRegistrySource } from '../../../src/adapters/hub/registry-source.ts';
import { hubSourceContract } from '../../contracts/hub-source.contract.ts';
import { listen } from '../../fixtures/listen.ts';
import { needs } from '../../fixtures/needs.ts';
import { skillText } from '../catalog/temp-tree.ts';
import { type Lab, openLab } from './open-lab.ts';

const clock = { now: () => new Date() };
const remove = (path: string) => rm(path, { recursive: true, force: true });

const open = (lab: Lab, text: string) => {
  const origin = toOrigin(text, lab.origins);
  if (origin === null) throw new Error(`${text} is no origin`);
  return createOriginSource(text, origin, lab.texts);
};

hubSourceContract('optional skills on disk', async () => {
  const lab = await openLab({ 'optional/chain/evm/SKILL.md': skillText('evm', 'tags: [eth]\n') });
  return {
    source: lab.official.source,
    skill: {
      ...{ name: 'evm', description: 'What evm does', source: 'official', identifier: 'official/chain/evm' },
      ...{ trust: 'builtin', repo: 'NousResearch/hermes-agent', tags: ['eth'] },
    },
    breakDown: () => remove(join(lab.root, 'optional')),
  };
});

hubSourceContract('a folder', async () => {
  const lab = await openLab({ 'mine/tools/sum/SKILL.md': skillText('sum'), 'mine/other/SKILL.md': skillText('other') });
  const folder = join(lab.root, 'mine');
  return {
    source: open(lab, folder),
    skill: { name: 'sum', source: 'folder', identifier: `${folder}/tools/sum`, trust: 'community', repo: null },
    breakDown: () => remove(folder),
  };
});

const files = {
  'skills/.curated/alpha/SKILL.md': skillText('alpha'),
  'skills/.curated/alpha/inner/SKILL.md': skillText('alpha-inner'),
  'node_modules/x/SKILL.md': skillText('alpha-of-a-package'),
  'skills/broken/SKILL.md': '---\nname: [alpha\n---\n',
  'beta/SKILL.md': skillText('beta'),
};

hubSourceContract(
  'a git repository',
  async () => {
    const lab = await openLab({}, { maxAgeMs: 0 });
    const url = await lab.repository('repo', { files });
    return {
      source: open(lab, `${url}#main`),
      skill: { name: 'alpha', source: 'git', identifier: `${url}#main@alpha`, trust: 'community', repo: null },
      breakDown: async () => {
        await remove(join(lab.root, 'repo'));
        await remove(join(lab.root, 'clones'));
      },
    };
  },
  needs('git'),
);

hubSourceContract(
  'a repository on GitHub',
  async () => {
    const lab = await openLab();
    await lab.repository('github/openai/skills.git', { files });
    const identifier = 'openai/skills/skills/.curated/alpha';
    return {
      source: open(lab, 'openai/skills'),
      skill: { name: 'alpha', source: 'github', identifier, trust: 'trusted', repo: 'openai/skills' },
      breakDown: async () => {
        await remove(join(lab.root, 'github'));
        await remove(join(lab.root, 'clones'));
      },
    };
  },
  needs('git'),
);

/** As skills.sh answers; the last one is not on GitHub. */
const registered = [
  { id: 'o/r/pdf', skillId: 'pdf', name: 'pdf', installs: 12345, source: 'o/r' },
  { id: 'host.example/pdf', skillId: 'pdf', name: 'pdf', installs: 1, source: 'host.example' },
];

hubSourceContract('a registry', async () => {
  let isUp = true;
  const url = await listen((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://x');
    const query = searchParams.get('q') ?? '';
    response.statusCode = isUp && pathname === '/api/search' && query.length > 1 ? 200 : 400;
    const skills = query.toLowerCase() === 'pdf' ? registered : [];
    response.end(JSON.stringify({ query, searchType: 'fuzzy', skills, count: skills.length, duration_ms: 3 }));
  });
  return {
    source: createRegistrySource({ url, clock }),
    skill: {
      ...{ name: 'pdf', description: 'In o/r, installed 12,345 times.', source: 'skills.sh', identifier: 'o/r@pdf' },
      ...{ trust: 'community', repo: 'o/r' },
    },
    breakDown: async () => void (isUp = false),
  };
});

const meta = {
  ...{ name: 'find', description: 'd', source: 'clawhub', identifier: 'clawhub-find', trust_level: 'community' },
  ...{ repo: null, tags: ['t'] },
};

hubSourceContract('a Hermes dashboard', async () => {
  let isUp = true;
  const url = await listen((request, response) => {
    const isKnown = request.headers['x-hermes-session-token'] === 'secret';
    const query = new URL(request.url ?? '', 'http://x').searchParams.get('q') ?? '';
    response.statusCode = isUp && isKnown ? 200 : 401;
    const results = query.toLowerCase() === 'find' ? [meta] : [];
    response.end(JSON.stringify({ results, source_counts: {}, timed_out: [], installed: {} }));
  });
  return {
    source: createDashboardHub({ url, token: 'secret' }).source,
    skill: { name: 'find', source: 'clawhub', identifier: 'clawhub-find', trust: 'community', tags: ['t'] },
    breakDown: async () => void (isUp = false),
  };
});
