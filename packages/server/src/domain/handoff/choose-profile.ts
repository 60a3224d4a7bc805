import type { RoutingProfile } from './handoff-settings.ts';

/** So many letters of a word are compared: endings differ («return», «returned», «returning»). */
const STEM = 5;
const SHORTEST = 3;

/**
 * The routing profile that a conversation is about: the one that is named, else the one whose topic and description
 * share the most telling words with what the visitor said. Null where none shares any.
 */
export function chooseProfile(
  profiles: readonly RoutingProfile[],
  { topic, said }: { readonly topic: string | null; readonly said: readonly string[] },
): RoutingProfile | null {
  const named = profiles.find((profile) => profile.topic === topic);
  if (named) return named;
  const words = new Set(said.flatMap(stemsOf));
  const known = profiles.map((profile) => ({
    profile,
    topic: new Set(stemsOf(profile.topic)),
    all: new Set(stemsOf(`${profile.topic} ${profile.description}`)),
  }));
  // A word of every profile tells none from another.
  const weight = (stem: string): number => {
    const holders = known.filter(({ all }) => all.has(stem)).length;
    return holders === known.length && known.length > 1 ? 0 : 1 / holders;
  };
  let best: { profile: RoutingProfile; score: number } | null = null;
  for (const { profile, topic: ofTopic, all } of known) {
    const shared = [...all].filter((stem) => words.has(stem));
    const score = shared.reduce((sum, stem) => sum + weight(stem) * (ofTopic.has(stem) ? 2 : 1), 0);
    if (score > 0 && (best === null || score > best.score)) best = { profile, score };
  }
  return best?.profile ?? null;
}

const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' });

function stemsOf(text: string): string[] {
  const plain = text.normalize('NFKD').toLowerCase().replace(/\p{M}/gu, '');
  return [...segmenter.segment(plain)].flatMap(({ segment, isWordLike }) => {
    const isShort =
      segment.length < SHORTEST && !/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(segment);
    return isWordLike && !isShort ? [segment.slice(0, STEM)] : [];
  });
}
