// The import table of ARCHITECTURE.md as rules. `npm run check` fails when nothing was cruised, and a test plants a bad import.
const s = '^packages/server/src/';
const words = ['^packages/protocol/src/(?!api/)', `${s}lib/`];
const contract = '^packages/protocol/src/';
const npm = [
  '(^|/)node_modules/',
  '^node:',
  '^(fs|path|crypto|stream|http|https|net|os|url|util|events|timers|async_hooks|worker_threads|child_process|module|zlib|dns|sqlite|perf_hooks|v8|process|buffer|readline|vm)($|/)',
];
const only = (name, from, ...to) => ({
  name,
  severity: 'error',
  from: { path: from },
  to: { pathNot: [from, ...to] },
});
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: { pathNot: '^packages/widget/src/' }, to: { circular: true } },
    {
      // A part that is fetched late may use what fetched it, and that may know its type: it has run by then.
      name: 'no-cycles-at-load',
      severity: 'error',
      from: { path: '^packages/widget/src/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['dynamic-import', 'type-only'] } },
    },
    only('protocol-is-a-leaf', '^packages/protocol/src/', '(^|/)node_modules/zod/'),
    only('lib-is-a-leaf', `${s}lib/`),
    only('runtime-is-a-leaf', `${s}runtime/`, ...words, ...npm),
    only('documents-read-files', `${s}documents/`, ...words, ...npm),
    only('domain-is-pure', `${s}domain/`, ...words),
    only('presenters-write-contracts', `${s}presenters/`, `${s}domain/`, contract, `${s}lib/`, ...npm),
    only('store-serves-domain', `${s}store/`, `${s}domain/`, ...words, ...npm),
    only('agent-serves-domain', `${s}agent/`, `${s}domain/`, ...words, ...npm),
    only('channels-translate', `${s}channels/`, `${s}domain/`, ...words, ...npm),
    only('commands-orchestrate', `${s}commands/`, `${s}(domain|store|presenters)/`, contract, `${s}lib/`),
    only('jobs-call-commands', `${s}jobs/`, `${s}(commands|store|presenters|domain)/`, ...words, ...npm),
    only(
      'realtime-reads-events',
      `${s}realtime/`,
      `${s}(store/events|presenters|domain)/`,
      contract,
      `${s}lib/`,
      ...npm,
    ),
    only(
      'http-calls-commands',
      `${s}http/`,
      `${s}(commands|store|realtime|domain|presenters)/`,
      `${s}(identity|runtime)/`,
      contract,
      `${s}lib/`,
      ...npm,
    ),
    {
      name: 'channels-are-strangers',
      severity: 'error',
      from: { path: `${s}channels/([^/]+)/` },
      to: { path: `${s}channels/[^/]+/`, pathNot: `${s}channels/($1|shared)/` },
    },
    {
      name: 'http-leaves-the-driver-alone',
      severity: 'error',
      from: { path: `${s}http/` },
      to: { path: `${s}store/db/` },
    },
    {
      name: 'browser-code-has-no-node',
      severity: 'error',
      from: { path: '^packages/(protocol|sdk|widget|inbox)/src/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'clients-never-import-server',
      severity: 'error',
      from: { path: '^packages/(protocol|sdk|inbox|widget)/' },
      to: { path: '^packages/server/' },
    },
    only('widget-speaks-sdk', '^packages/widget/src/', '^packages/(sdk|protocol)/src/', '(^|/)node_modules/preact/'),
    only(
      'inbox-speaks-sdk',
      '^packages/inbox/src/',
      '^packages/(sdk|protocol)/src/',
      '^packages/widget/src/texts/[a-z]{2}\\.ts$',
      '(^|/)node_modules/',
    ),
    {
      // They meet in routes/.
      name: 'inbox-features-are-strangers',
      severity: 'error',
      from: { path: '^packages/inbox/src/features/([^/]+)/' },
      to: { path: '^packages/inbox/src/(features/[^/]+|routes)/', pathNot: '^packages/inbox/src/features/$1/' },
    },
    {
      name: 'inbox-ui-shows-only',
      severity: 'error',
      from: { path: '^packages/inbox/src/ui/' },
      to: { path: '^packages/(sdk|inbox/src/(features|routes|session|live))/' },
    },
    only('sdk-speaks-protocol', '^packages/sdk/src/', '^packages/protocol/src/'),
  ],
  options: {
    // It cannot read TypeScript 7: with its default parser it would pass over 0 modules and be content.
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    exclude: { path: '(\\.test\\.tsx?$|/testing/)' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['parley-source', 'import', 'types', 'default'],
      extensions: ['.ts', '.tsx', '.js'],
    },
  },
};
