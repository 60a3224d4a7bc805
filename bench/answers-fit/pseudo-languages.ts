import type { XquadLanguage } from '../xquad.ts';

/**
 * The same data written as other kinds of languages write: without capitals (Hindi, Thai, Arabic), and in short
 * syllables between spaces (Vietnamese). Fitting on them keeps the weights from leaning on what only some languages have.
 */
export function pseudoLanguages(data: XquadLanguage): XquadLanguage[] {
  return [rewritten(data, 'lower', (text) => text.toLowerCase()), rewritten(data, 'syllables', syllables)];
}

function rewritten(data: XquadLanguage, name: string, rewrite: (text: string) => string): XquadLanguage {
  return {
    ...data,
    language: `${data.language}-${name}`,
    paragraphs: data.paragraphs.map(rewrite),
    questions: data.questions.map((question) => {
      const paragraph = data.paragraphs[question.paragraph] ?? '';
      const answers = question.answers.map(({ text, start }) => {
        // Rewriting goes word by word, so what stands before an answer tells where it begins.
        const from = rewrite(paragraph.slice(0, start)).length;
        return {
          text: rewrite(paragraph).slice(from, rewrite(paragraph.slice(0, start + text.length)).length),
          start: from,
        };
      });
      return { ...question, text: rewrite(question.text), answers };
    }),
  };
}

/** «administration» becomes «adm ini str ati on». */
function syllables(text: string): string {
  return text.replace(/\p{L}{4,}/gu, (word) => {
    let cut = '';
    for (let at = 0; at < word.length; at += 3) cut += `${at > 0 ? ' ' : ''}${word.slice(at, at + 3)}`;
    return cut;
  });
}
