import { createLanguageModel, parseModelSpec } from '../../agent/models/language-models.ts';
import type { Config } from '../../config.ts';
import { reasonOf } from '../../runtime/reason-of.ts';
import { ill, type Report, well } from './report.ts';

const TIMEOUT_MS = 20_000;

/** Whether the configured model answers, by the smallest question there is. */
export async function checkModel({ model: { spec, apiKey, baseUrl } }: Config): Promise<Report> {
  if (spec === 'builtin') return well('model', 'The built-in model needs nothing.');
  try {
    const model = await createLanguageModel({ spec: parseModelSpec(spec), apiKey, baseUrl });
    await model.doGenerate({
      prompt: [{ role: 'user', content: [{ type: 'text', text: 'Say yes.' }] }],
      maxOutputTokens: 16,
      abortSignal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return well('model', `${spec} answers.`);
  } catch (error) {
    const reason = withoutKey(reasonOf(error), apiKey);
    return ill('model', `${spec} does not answer (${reason}): check PARLEY_MODEL and its key, or its address.`);
  }
}

/** Vendors quote parts of a wrong key in their refusals. */
function withoutKey(text: string, apiKey: string | undefined): string {
  const hidden = apiKey ? text.replaceAll(apiKey, '…') : text;
  return hidden.replaceAll(/\b(sk|key)-[\w*-]{8,}/g, '…').slice(0, 200);
}
