// Fits the built-in analysis of messages on bench/data/analysis (the training messages and the half that may be looked at) and
// writes packages/server/src/agent/analysis/message-classifiers.bin. `--dev` only says how well the training messages alone do.
import { writeFileSync } from 'node:fs';
import { agreementOf } from '../bench/analysis-fit/agreement.ts';
import { fitMessages } from '../bench/analysis-fit/fit.ts';
import { messagesOf, trainingMessages } from '../bench/analysis-fit/labelled.ts';
import { judgeMessage } from '../packages/server/src/agent/analysis/judge-message.ts';
import { readClassifiers, writeClassifiers } from '../packages/server/src/agent/analysis/message-classifiers.ts';

const FILE = new URL('../packages/server/src/agent/analysis/message-classifiers.bin', import.meta.url);
const [training, dev] = [trainingMessages(), messagesOf('dev')];

if (process.argv.includes('--dev')) {
  const classifiers = readClassifiers(writeClassifiers(fitMessages(training)));
  for (const kind of ['sentiment', 'intent', 'flag'] as const) {
    const verdicts = dev.map(
      (message) => [message[kind], judgeMessage(message.text, classifiers)[kind] ?? 'none'] as const,
    );
    const { accuracy, kappa, cases } = agreementOf(verdicts);
    console.log(`${kind}: ${accuracy.toFixed(3)} right, kappa ${kappa.toFixed(3)}, of ${cases}`);
  }
} else {
  const file = writeClassifiers(fitMessages([...training, ...dev]));
  writeFileSync(FILE, file);
  console.log(
    `Wrote message-classifiers.bin: ${Math.round(file.length / 1024)} KB, of ${training.length + dev.length} messages.`,
  );
}
