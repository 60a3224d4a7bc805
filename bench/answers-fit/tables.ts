import { splitSentences } from '../../packages/server/src/agent/builtin/sentences.ts';
import { termsOf } from '../../packages/server/src/agent/builtin/terms.ts';
import type { XquadLanguage, XquadQuestion } from '../xquad.ts';

const LONGEST_CELL = 60;
const MOST_LABEL_WORDS = 4;

/**
 * The same data with some paragraphs turned into tables, as manuals and price lists have them: a row for each question, of
 * the words that its sentence shares with it and the answer («Weight | 11 kg»). No data set of questions has any.
 */
export function asTables(data: XquadLanguage, random: () => number): XquadLanguage {
  const questions: XquadQuestion[] = [];
  const paragraphs = data.paragraphs.map((text, paragraph) => {
    const asked = data.questions.filter((question) => question.paragraph === paragraph);
    const rows = random() < 0.5 ? asked.flatMap((question) => rowOf(text, question) ?? []) : [];
    if (rows.length < 3) {
      questions.push(...asked);
      return text;
    }
    const lead = splitSentences(text)[0];
    let table = lead === undefined || random() < 0.5 ? '' : `${text.slice(lead.start, lead.end)}\n\n`;
    for (const { question, label, answer } of rows) {
      const start = table.length + label.length + 3;
      questions.push({ ...question, answers: [{ text: answer, start }] });
      table += `${label} | ${answer}\n`;
    }
    return table.trimEnd();
  });
  return { ...data, paragraphs, questions };
}

function rowOf(text: string, question: XquadQuestion) {
  const [answer] = question.answers;
  if (answer === undefined || answer.text.length > LONGEST_CELL || /[\n|]/.test(answer.text)) return null;
  const sentence = splitSentences(text).find(({ start, end }) => start <= answer.start && answer.start < end);
  if (sentence === undefined) return null;
  const around = `${text.slice(sentence.start, answer.start)} ${text.slice(answer.start + answer.text.length, sentence.end)}`;
  const asked = new Set(termsOf(question.text).map((term) => term.text));
  // In scripts without spaces a word cannot be told from its neighbours here: pairs of characters stand for it.
  const words = (around.match(/\p{sc=Han}{2}|[\p{L}\p{M}\p{N}]{4,}/gu) ?? []).filter((word) =>
    asked.has(word.toLowerCase()),
  );
  const label = [...new Set(words)].slice(0, MOST_LABEL_WORDS).join(' ');
  return label === '' ? null : { question, label, answer: answer.text };
}
