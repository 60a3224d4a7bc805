const LABELS = {
  from: 'From|Von|Od|De|Da|Van|Från|Fra|Lähettäjä|От|Від',
  sent: 'Sent|Date|Gesendet|Datum|Wysłano|Wysłane|Data|Envoyé|Enviado|Inviato|Verzonden|Skickat|Sendt|Fecha|Отправлено|Надіслано',
  subject: 'Subject|Betreff|Temat|Objet|Asunto|Assunto|Oggetto|Onderwerp|Ämne|Emne|Aihe|Тема',
} as const;
const labelled = (label: keyof typeof LABELS): RegExp => new RegExp(`^[*>\\s]*(${LABELS[label]})\\s?:`, 'iu');
const [FROM, SENT, SUBJECT] = [labelled('from'), labelled('sent'), labelled('subject')];

const SEPARATOR =
  /^[>\s]*-{3,}\s*(Original Message|Original-Nachricht|Ursprüngliche Nachricht|Wiadomość oryginalna|Oryginalna wiadomość|Message d'origine|Mensaje original|Messaggio originale)\s*-{3,}\s*$/iu;
const UNDERSCORES = /^_{20,}\s*$/;

/** Longer lines are what somebody wrote. */
const MAX_LINE = 250;

/**
 * A reply as far as the head of the mail that it answers, which Outlook writes as lines of their own without marking what follows.
 * A head has a sender, a date and a subject; lines of a form that begin alike have not.
 */
export function beforeOutlookHead(text: string): string {
  const lines = text.split('\n');
  const begin = lines.findIndex((line, index) => {
    if (line.length > MAX_LINE) return false;
    if (SEPARATOR.test(line)) return true;
    const next = FROM.test(line) ? lines.slice(index + 1, index + 7) : [];
    return next.some((one) => SENT.test(one)) && next.some((one) => SUBJECT.test(one));
  });
  if (begin < 0) return text;
  const end = UNDERSCORES.test(lines[begin - 1] ?? '') ? begin - 1 : begin;
  return lines.slice(0, end).join('\n');
}
