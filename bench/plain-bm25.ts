const K1 = 1.2;
const B = 0.75;

/**
 * The yardstick of retrieval: textbook BM25 over the words of `Intl.Segmenter`, lower-cased, NFKC. Written apart from
 * the product on purpose, so that no fault is shared. The result finds the numbers of the best texts, best first.
 */
export function plainBm25(texts: readonly string[]): (query: string, limit: number) => number[] {
  const documents = texts.map(plainWords);
  const averageLength = documents.reduce((sum, words) => sum + words.length, 0) / documents.length;
  const postings = new Map<string, Map<number, number>>();
  for (const [number, words] of documents.entries()) {
    for (const word of words) {
      const places = postings.get(word) ?? new Map<number, number>();
      postings.set(word, places.set(number, (places.get(number) ?? 0) + 1));
    }
  }
  return (query, limit) => {
    const scores = new Map<number, number>();
    for (const word of new Set(plainWords(query))) {
      const places = postings.get(word) ?? new Map<number, number>();
      const idf = Math.log(1 + (texts.length - places.size + 0.5) / (places.size + 0.5));
      for (const [number, times] of places) {
        const length = (documents[number]?.length ?? 0) / averageLength;
        const score = (idf * times * (K1 + 1)) / (times + K1 * (1 - B + B * length));
        scores.set(number, (scores.get(number) ?? 0) + score);
      }
    }
    return [...scores]
      .sort(([a, scoreA], [b, scoreB]) => scoreB - scoreA || a - b)
      .slice(0, limit)
      .map(([number]) => number);
  };
}

const segmenter = new Intl.Segmenter('en', { granularity: 'word' });

function plainWords(text: string): string[] {
  return [...segmenter.segment(text.normalize('NFKC').toLowerCase())]
    .filter((segment) => segment.isWordLike)
    .map((segment) => segment.segment);
}
