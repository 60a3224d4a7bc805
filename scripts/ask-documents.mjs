// Imports the guide's documents with `parley knowledge add` into a fresh installation, asks ten questions of each by HTTP, and
// writes the transcript: node scripts/ask-documents.mjs [--out docs/guide/answers.md]
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { QUESTIONS } from './guide-questions.mjs';

const out = process.argv[3] ?? 'docs/guide/answers.md';
const dataDir = mkdtempSync(join(tmpdir(), 'parley-guide-'));
const env = { ...process.env, PORT: '0', PARLEY_DATA_DIR: dataDir, PARLEY_DEMO: 'off' };
const bin = new URL('../packages/server/bin/parley.mjs', import.meta.url).pathname;
const node = new URL('../node_modules/.bin/node', import.meta.url).pathname;
const parley = (...args) => JSON.parse(execFileSync(node, [bin, ...args, '--json'], { env, encoding: 'utf8' }));

const server = spawn(node, [bin, 'serve'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
const ended = new Promise((resolve) => server.on('exit', resolve));
try {
  await new Promise((resolve, reject) => {
    server.stdout.on('data', (chunk) => String(chunk).includes('Parley is ready at') && resolve());
    void ended.then(() => reject(new Error('the server did not start')));
  });
  const { url, scenario_id, write_token } = JSON.parse(readFileSync(join(dataDir, 'first-run.json'), 'utf8'));
  const files = Object.keys(QUESTIONS).map((name) => `docs/guide/documents/${name}`);
  parley('knowledge', 'add', '--scenario', scenario_id, ...files);
  writeFileSync(out, await transcript(url, scenario_id, write_token));
} finally {
  server.kill('SIGTERM');
  await ended;
  rmSync(dataDir, { recursive: true, force: true });
}

async function transcript(url, scenario_id, token) {
  const parts = [];
  let right = 0;
  let asked = 0;
  for (const [file, questions] of Object.entries(QUESTIONS)) {
    const rows = [];
    for (const [text, expected] of questions) {
      const answer = await fetch(`${url}/chat?sources=true&format=text`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ scenario_id, text }),
      }).then((response) => response.json());
      asked += 1;
      const isRight = expected.test(answer.reply);
      if (isRight) right += 1;
      const declined = answer.sources.length === 0;
      const verdict = isRight ? 'right' : declined ? 'declined' : 'wrong';
      const source = answer.sources[0] ? `\n  Source: ${answer.sources[0].title}` : '';
      rows.push(`- **${text}** (${verdict})\n  ${answer.reply.replaceAll('\n', ' ')}${source}`);
    }
    parts.push(`## ${file}\n\n${rows.join('\n')}`);
  }
  console.log(`${right} of ${asked} right`);
  return `${head(right, asked)}\n${parts.join('\n\n')}\n`;
}

function head(right, asked) {
  return `# What the built-in model answers from five real documents

Written by \`node scripts/ask-documents.mjs\`: a fresh installation, the five files of \`docs/guide/documents\` imported together with
\`parley knowledge add\`, ten questions for each, every one in a conversation of its own. The questions were written from the
documents, before any answer was seen. "Right" means that the reply contains what the document says to it; replies have at
most three sentences, and all of them are quotes.

**${right} of ${asked} are right.** Nothing is left out: wrong and declined ones stand below as they came.
`;
}
