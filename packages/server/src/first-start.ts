import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { firstRun } from './commands/first-run.ts';
import { type ImportedArticle, importArticles } from './commands/import-articles.ts';
import type { OpenParley } from './open-parley.ts';
import { readFirstRun, writeFirstRun } from './runtime/data-folder.ts';
import { findAgent } from './store/agents/list-agents.ts';

const DEMO_FOLDER = fileURLToPath(new URL('../demo/', import.meta.url));

const DEMO_AGENT = {
  name: 'Robin',
  description: 'Robin answers questions of the customers of Larkspur, a small shop for things to write and paint with.',
  greeting: 'Hello! I am Robin, the assistant of Larkspur. What can I help you with?',
};

/**
 * Sets an empty installation up: workspace, owner, agent and tokens, `first-run.json`, and the demo's articles where
 * they are wanted. A start that was killed midway is made good by the next one.
 */
export async function setUpFirst(parley: OpenParley, url: string): Promise<void> {
  const { commands, config } = parley;
  const made = await firstRun(commands, {
    workspaceName: config.demo ? 'Larkspur' : 'My workspace',
    agent: config.demo ? DEMO_AGENT : {},
    announce: (facts) => writeFirstRun(config.dataDir, { url, ...facts }),
  });
  if (!config.demo) return;
  // Of several nodes only the one that made the workspace seeds it.
  if (made || !config.databaseUrl) await seedDemo(parley);
}

async function seedDemo({ commands, config }: OpenParley): Promise<void> {
  const scenarioId = (await readFirstRun(config.dataDir))?.scenario_id;
  const agent = scenarioId ? await findAgent(commands.database.named, scenarioId) : null;
  // Its knowledge has a version above 0 once it had an article, even a deleted one.
  if (!agent || agent.knowledgeVersion > 0) return;
  await importArticles(commands, { agentId: agent.id, articles: await readDemo() });
}

/** The demo's articles: `returns.md` is in English, `returns.de.md` in German; the first line is the title. */
async function readDemo(): Promise<ImportedArticle[]> {
  const names = (await readdir(DEMO_FOLDER)).filter((name) => name.endsWith('.md')).sort();
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(`${DEMO_FOLDER}${name}`, 'utf8');
      const [heading = '', ...rest] = text.split('\n');
      const [, topic = '', language = 'en'] = /^([a-z-]+)(?:\.([a-z]{2}))?\.md$/.exec(name) ?? [];
      const title = heading.replace(/^# /, '');
      return { type: 'Article' as const, title, content: rest.join('\n').trim(), language, description: topic };
    }),
  );
}
