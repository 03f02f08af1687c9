import swc from '@swc/core/Visitor.js';

// The visitor that reads TypeScript for dependency-cruiser stops at a "using" declaration; it is walked like a "const".
const { visitStatement } = swc.Visitor.prototype;
swc.Visitor.prototype.visitStatement = function visitStatementOrUsing(statement) {
  if (statement.type !== 'UsingDeclaration') return visitStatement.call(this, statement);
  return { ...statement, decls: this.visitVariableDeclarators(statement.decls) };
};

const npmPackages = (...names) => `(^|/)node_modules/(${names.join('|')})/`;
const npm = ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'npm-unknown'];

/** What a folder may import of our own, besides itself. */
const mayImport = (folder, ...others) => ({
  name: `${folder}-boundary`,
  severity: 'error',
  comment: `src/${folder} imports ${['itself', ...others].join(', ')} and nothing else of ours (see docs: CONTRIBUTING.md).`,
  from: { path: `^src/${folder}/` },
  to: { path: '^(src|web|tests|bench|scripts|examples)/', pathNot: `^src/(${[folder, ...others].join('|')})/` },
});

const mayUse = (folder, packages) => ({
  name: `${folder}-packages`,
  severity: 'error',
  comment: `src/${folder} uses these packages only: ${packages.join(', ')}.`,
  from: { path: `^src/${folder}/` },
  to: { dependencyTypes: npm, pathNot: npmPackages(...packages) },
});

const mayNotUseNode = (folder, { except = '^$', comment }) => ({
  name: `${folder}-node`,
  severity: 'error',
  comment,
  from: { path: `^src/${folder}/` },
  to: { dependencyTypes: ['core'], pathNot: except },
});

const pure = ['xstate', 'zod', 'canonicalize'];

const webPackages = [
  'react',
  'react-dom',
  'react-error-boundary',
  'wouter',
  '@tanstack/react-query',
  'eventsource-parser',
  'xstate',
  '@xstate/react',
  'zod',
  'clsx',
  'lucide-react',
  'radix-ui',
  'cmdk',
  'virtua',
  'elkjs',
  'tailwindcss',
  '@noble/hashes',
];

export default {
  forbidden: [
    mayImport('machines'),
    mayUse('machines', [...pure, 'yaml']),
    mayNotUseNode('machines', { comment: 'The core is pure: no I/O, clock or random.' }),
    mayImport('app', 'machines'),
    mayUse('app', pure),
    mayNotUseNode('app', {
      except: '^(node:)?(events|timers|timers/promises)$',
      comment: 'Use cases do no I/O themselves: ask a port.',
    }),
    mayImport('http', 'app', 'machines'),
    mayUse('http', ['hono', '@hono/[^/]+', ...pure]),
    mayImport('adapters', 'machines'),
    {
      name: 'web-boundary',
      severity: 'error',
      comment: 'The page takes from the server what is pure: the core, and types of its HTTP contract.',
      from: { path: '^web/src/' },
      to: { path: '^(src|web|tests|bench|scripts|examples)/', pathNot: '^(web/src/|src/machines/|src/http/)' },
    },
    {
      name: 'web-types',
      severity: 'error',
      comment: 'Of src/http the page imports types only: its code needs Node.',
      from: { path: '^web/src/' },
      to: { path: '^src/http/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'web-packages',
      severity: 'error',
      comment: `The page uses these packages only: ${webPackages.join(', ')}.`,
      from: { path: '^web/src/' },
      to: { dependencyTypes: npm, pathNot: npmPackages(...webPackages) },
    },
    {
      name: 'web-node',
      severity: 'error',
      comment: 'The page runs in a browser.',
      from: { path: '^web/src/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'nothing-imports-web',
      severity: 'error',
      comment: 'The server knows the page as files only.',
      from: { pathNot: '^web/' },
      to: { path: '^web/' },
    },
    {
      name: 'nothing-imports-cli',
      severity: 'error',
      comment: 'The composition root is where imports end.',
      from: { pathNot: '^(src/cli/|src/start\\.mjs$|tests/|bench/)' },
      to: { path: '^src/(start\\.mjs$|cli/)' },
    },
    {
      name: 'no-cycle',
      severity: 'error',
      comment: 'Two files that need each other are one file, or hide a third. Type imports count.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'resolvable',
      severity: 'error',
      comment: 'An import that cannot be resolved cannot be judged.',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'declared',
      severity: 'error',
      comment: 'src runs from an installed package: it may only import what "dependencies" declares.',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'] },
    },
  ],
  options: {
    // Beside TypeScript 7 the default parser finds nothing and says all is well.
    parser: 'swc',
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    exclude: { path: '^(dist|web/dist|web/plugin/dist)/' },
    doNotFollow: { path: '(^|/)node_modules/' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
