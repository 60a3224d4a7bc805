import type { ImportedArticle } from '../../packages/server/src/commands/import-articles.ts';

const MAKERS = ['Larkspur', 'Osterholt', 'Kingfisher', 'Valmora', 'Tessel', 'Brannock', 'Nordlicht', 'Amaranth'];
const THINGS = ['fountain pen', 'ink bottle', 'sketchbook', 'easel', 'watercolour set', 'pencil case', 'desk lamp'];
const COLOURS = ['black', 'green', 'blue', 'copper', 'ivory'];

type Subject = { readonly topic: string; readonly question: string; text(product: string, n: number): string };

const SUBJECTS: readonly Subject[] = [
  {
    topic: 'Warranty',
    question: 'How long is the warranty of the',
    text: (
      product,
      n,
    ) => `The ${product} comes with a warranty of ${12 + (n % 7) * 6} months from the day of delivery. \
It covers faults of material and of workmanship, but not wear, dents or a damage by water.

To claim it, send us a photo of the fault and the number of your order. We answer within ${2 + (n % 3)} working days. \
Repairs take about ${5 + (n % 9)} days; when a repair is not possible you receive a new one or your money back.`,
  },
  {
    topic: 'Delivery',
    question: 'How many days does delivery take for the',
    text: (product, n) => `Delivery of the ${product} takes ${2 + (n % 6)} working days within the country and \
${6 + (n % 8)} days to its neighbours. Parcels leave our store every afternoon at ${13 + (n % 5)} o'clock.

Shipping costs ${3 + (n % 5)}.90 euros; orders over ${40 + (n % 5) * 10} euros are shipped free of charge. \
You can follow the parcel with the link in the e-mail. A parcel that nobody accepts waits seven days at the post office.`,
  },
  {
    topic: 'Care',
    question: 'How do I clean the',
    text: (product, n) => `Clean the ${product} with lukewarm water and a soft cloth every ${2 + (n % 6)} weeks. \
Never use alcohol, vinegar or a dishwasher: they attack the surface.

Let it dry in the open for ${3 + (n % 9)} hours before you use it again. Keep it away from sunlight and from heaters. \
A kit for cleaning, with brush and oil, is sold as number ${4_000 + n}.`,
  },
];

/** A shop's knowledge of a real size: articles of two passages or so, no two alike, the same at every run. */
export function articles(count: number): ImportedArticle[] {
  return Array.from({ length: count }, (_, n) => {
    const { subject, product } = about(n);
    const title = `${subject.topic}: ${product}`;
    return { type: 'Article', title, content: subject.text(product, n), language: 'en', tags: [] };
  });
}

/** A question to each of the first articles. */
export function questions(count: number): string[] {
  return Array.from({ length: count }, (_, n) => {
    const { subject, product } = about(n);
    return `${subject.question} ${product}?`;
  });
}

function about(n: number): { subject: Subject; product: string } {
  const at = <T>(list: readonly T[], index: number) => list[index % list.length] as T;
  const which = Math.floor(n / SUBJECTS.length);
  const maker = at(MAKERS, which);
  const thing = at(THINGS, Math.floor(which / MAKERS.length));
  const colour = at(COLOURS, Math.floor(which / MAKERS.length / THINGS.length) + which);
  return { subject: at(SUBJECTS, n), product: `${colour} ${maker} ${thing}` };
}
