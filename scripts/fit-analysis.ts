// Fits the built-in analysis on bench/data/analysis (what is there to train with and the half that may be looked at) and writes
// message-classifiers.bin and talk-classifiers.bin. `--dev` only says how well the training data alone does on that half.
import { writeFileSync } from 'node:fs';
import { agreementOf, type Verdict } from '../bench/analysis-fit/agreement.ts';
import { fitMessages } from '../bench/analysis-fit/fit.ts';
import { fitTalks } from '../bench/analysis-fit/fit-talks.ts';
import { messagesOf, talksOf, trainingMessages, trainingTalks } from '../bench/analysis-fit/labelled.ts';
import { talkVerdicts } from '../bench/analysis-fit/talk-verdicts.ts';
import { judgeMessage } from '../packages/server/src/agent/analysis/judge-message.ts';
import { readClassifiers, writeClassifiers } from '../packages/server/src/agent/analysis/message-classifiers.ts';
import { readTalkClassifiers, writeTalkClassifiers } from '../packages/server/src/agent/analysis/talk-classifiers.ts';

const FOLDER = new URL('../packages/server/src/agent/analysis/', import.meta.url);
const [messages, dev] = [trainingMessages(), messagesOf('dev')];
const [talks, devTalks] = [trainingTalks(), talksOf('dev')];

function print(name: string, verdicts: readonly Verdict[]): void {
  const { accuracy, kappa, cases } = agreementOf(verdicts);
  console.log(`${name}: ${accuracy.toFixed(3)} right, kappa ${kappa.toFixed(3)}, of ${cases}`);
}

function write(name: string, file: Buffer, count: string): void {
  writeFileSync(new URL(name, FOLDER), file);
  console.log(`Wrote ${name}: ${Math.round(file.length / 1024)} KB, of ${count}.`);
}

if (process.argv.includes('--dev')) {
  const classifiers = readClassifiers(writeClassifiers(fitMessages(messages)));
  for (const kind of ['sentiment', 'intent', 'flag'] as const) {
    print(
      kind,
      dev.map((message) => [message[kind], judgeMessage(message.text, classifiers)[kind] ?? 'none']),
    );
  }
  const ofTalks = readTalkClassifiers(writeTalkClassifiers(fitTalks(talks)));
  for (const [name, verdicts] of Object.entries(talkVerdicts(devTalks, ofTalks))) print(`talk, ${name}`, verdicts);
} else {
  write(
    'message-classifiers.bin',
    writeClassifiers(fitMessages([...messages, ...dev])),
    `${messages.length + dev.length} messages`,
  );
  write(
    'talk-classifiers.bin',
    writeTalkClassifiers(fitTalks([...talks, ...devTalks])),
    `${talks.length + devTalks.length} conversations`,
  );
}
