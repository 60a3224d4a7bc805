// A catalogue: how questions say what kind of thing they want to hear, and how a sentence shows that it holds one.

// Kinds of things that questions ask for, as bits.
const NUMBER = 1;
const DURATION = 2;
const TIME = 4;
const MONEY = 8;
const PHONE = 16;
const EMAIL = 32;

const CUES: readonly (readonly [kind: number, cue: RegExp])[] = [
  [
    PHONE,
    /\b(?:tele)?phone (?:number|line)|\byour number|telefonnummer|rufnummer|\b(?:eure|ihre|deine) nummer|(?:número|numéro|numero) de (?:tel|tél)|numero di telefono|номер телефона|电话号码|رقم (?:ال)?هاتف/u,
  ],
  [EMAIL, /\be-?mail[- ]?adress|\be-?mail address|adresse e-?mail|correo electrónico|电子邮箱|邮箱地址/u],
  [
    MONEY,
    /\b(?:costs?|prices?|expensive|cheap|fees?|charges?|kostet|kosten|preise?|teuer|gebühr|gebühren|cuesta|cuestan|precio|precios|coûte|coûtent|prix|costa|costano|prezzo|prezzi|custa|custam|preço|kost|prijs|kosztuje|cena|kostar|pris)(?!\p{L})|стоит|цена|价格|多少钱|سعر|تكلفة/u,
  ],
  [
    DURATION,
    /\bhow (?:long|quickly|soon|fast)\b|\bhow many (?:\p{L}+ )?(?:seconds|minutes|hours|days|weeks|months|years)\b|\bwie (?:lange|schnell)\b|\bwie viele (?:\p{L}+ )?(?:sekunden|minuten|stunden|tage|wochen|monate|jahre)\b|cuánto tiempo|cuánto tarda|combien de temps|quanto tempo|hoe ?lang|jak długo|hur lång tid|ne kadar sür|как долго|сколько времени|多久|多长时间|كم من الوقت|كم المدة/u,
  ],
  [
    TIME,
    /\bwhen\b|\bwhat time\b|\b(?:what|which) (?:year|day|date|month|hours)\b|\bhours\b|\bwann\b|\buhrzeit\b|\b(?:welche[mns]?) (?:jahr|tag|datum|monat)|öffnungszeit|\bcuándo\b|\bquand\b|\bquando\b|\bwanneer\b|\bkiedy\b|\bnär\b|ne zaman|когда|متى|什么时候|何时|哪一年|哪年|几点/u,
  ],
  [
    NUMBER,
    /\bhow (?:many|much|often|old|tall|big|large|high|wide|deep|heavy|loud|far|hot|cold|strong|thick)\b|\bwhat (?:percentage|percent|number|size|weight|height)\b|\bwie ?(?:viele?n?|oft|alt|groß|hoch|breit|tief|schwer|laut|weit|warm|kalt|stark|dick)\b|\bcuánt[oa]s?\b|\bcombien\b|\bquant[oaie]s?\b|\bhoe (?:veel|vaak|groot|hoog|zwaar)\b|\bhoeveel\b|\bile\b|\bhur (?:många|mycket|stor|ofta)\b|\bkaç\b|сколько|كم |多少|几|多[大高重远快宽深]/u,
  ],
];

const NUMBER_WORDS =
  'two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|hundred|thousand|million|half|' +
  'zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|fünfzehn|zwanzig|dreißig|vierzig|fünfzig|hundert|tausend|million(?:en)?|halbe[nrs]?|hälfte|' +
  'dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|doce|deux|trois|quatre|cinq|sept|huit|neuf|dix|douze|due|tre|quattro|cinque|sei|sette|otto|nove|dieci';
const HAS_NUMBER = new RegExp(
  `\\p{Nd}|[零一二三四五六七八九十百千万两半]|(?<!\\p{L})(?:${NUMBER_WORDS})(?!\\p{L})`,
  'iu',
);
const UNIT_OF_TIME =
  /(?:second|minute|hour|day|week|month|year|overnight|sekunde|minute|stunde|tage?n?(?!\p{L})|werktag|woche|monat|jahr|segundo|minuto|hora|día|semana|mes(?:es)?(?!\p{L})|año|seconde|heure|jour|semaine|mois|ans?(?!\p{L})|giorn|settiman|mese|mesi|ann[io]|dia|sema|dag|weken|maand|jaar|dni|tydzień|tygodni|miesi|lat(?!\p{L})|vecka|månad|gün|hafta|saat|секунд|минут|час|дн|недел|месяц|год|лет(?!\p{L})|秒|分钟|小时|天|日|周|月|年|ثانية|دقيقة|ساعة|يوم|أيام|أسبوع|شهر|سنة|عام)/iu;
const CLOCK_OR_DATE =
  /\p{Nd}\s?(?:am|pm|uhr|h)(?!\p{L})|\p{Nd}[:.]\p{Nd}{2}(?!\p{Nd})|o'clock|(?<!\p{Nd})\p{Nd}{4}(?!\p{Nd})|(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|(?<!\p{L})(?:january|february|march|april|may|june|july|august|september|october|november|december|januar|februar|märz|mai|juni|juli|oktober|dezember)(?!\p{L})/iu;
const SUM_OF_MONEY =
  /\p{Sc}|\b(?:EUR|USD|CHF|GBP|euros?|dollars?|pounds?|francs?|franken|kronen|cents?)\b|块|元|دولار|يورو|руб/iu;
const FREE =
  /\b(?:free|kostenlos|kostenfrei|gratis|umsonst|gratuit\p{L}*|gratuito|ohne aufpreis|included|inklusive)(?!\p{L})/iu;
const PHONE_NUMBER = /(?:\+|\b0)\p{Nd}[\p{Nd} ()/-]{6,}/u;

/** The kind of thing that a question asks for, 0 where it does not say. */
export function expectedKind(question: string): number {
  const text = question.toLowerCase();
  return CUES.find(([, cue]) => cue.test(text))?.[0] ?? 0;
}

/** The kinds of things that a sentence holds, as bits. */
export function kindsIn(text: string): number {
  const number = HAS_NUMBER.test(text) ? NUMBER : 0;
  const duration = number > 0 && UNIT_OF_TIME.test(text) ? DURATION | TIME : 0;
  const time = CLOCK_OR_DATE.test(text) ? TIME : 0;
  const money = (number > 0 && SUM_OF_MONEY.test(text)) || FREE.test(text) ? MONEY : 0;
  const phone = PHONE_NUMBER.test(text) ? PHONE : 0;
  return number | duration | time | money | phone | (text.includes('@') ? EMAIL : 0);
}

/** Whether a sentence holds the phone number or address that is asked for: nothing else is mistaken for these. */
export function isUnmistakable(kinds: number, expected: number): boolean {
  return expected >= PHONE && (kinds & expected) !== 0;
}

/** How well a sentence with these kinds of things suits what is expected: 1, 0.3 for another number, -1; 0 if nothing is. */
export function suits(kinds: number, expected: number): number {
  if (expected === 0) return 0;
  if ((kinds & expected) !== 0) return 1;
  return (kinds & NUMBER) !== 0 && expected < PHONE ? 0.3 : -1;
}
