// A catalogue: words that customers and articles use for the same thing, by ISO 639-1 language; inflected forms match by themselves.
const RELATED: { readonly [language: string]: readonly string[] } = {
  en: [
    'phone|telephone|call',
    'email|mail',
    'shipping|shipment|delivery|ship|deliver|delivered|postage|dispatch',
    'parcel|package|shipment',
    'refund|reimburse',
    'warranty|guarantee',
    'cancel|terminate|revoke',
    'return|send|sent',
    'cost|costs|price|fee|charge',
    'pay|payment|paid',
    'open|opening|opened',
    'address|located|location|street',
    'discount|reduction|rebate',
    'broken|defective|damaged|faulty|defect',
    'error|fault',
    'exchange|swap|replace|replacement',
    'buy|purchase|order|bought',
    'repair|fix|mend',
    'invoice|bill|receipt',
    'login|signin|logon',
    'weigh|weight|weighs',
    'last|lasts|lifetime',
    'shop|store|showroom',
    'allowed|permitted|welcome',
    'forbidden|prohibited',
    'book|booking|reserve|reservation',
    'voucher|coupon|giftcard',
    'employee|staff|team',
  ],
  de: [
    'telefon|telefonnummer|anrufen|anruf|telefonisch|rufnummer',
    'email|mail',
    'versand|lieferung|liefern|versenden|verschicken|zustellung|liefert|versendet',
    'paket|sendung|lieferung',
    'erstattung|rückerstattung|erstatten|geld',
    'garantie|gewährleistung',
    'kündigen|beenden|stornieren|kündigung|widerrufen',
    'zurückgeben|zurückschicken|rückgabe|rücksendung|retoure|zurücksenden',
    'kosten|kostet|preis|gebühr',
    'zahlen|bezahlen|zahlung|bezahlung',
    'öffnen|geöffnet|offen|öffnungszeiten|öffnet',
    'adresse|anschrift|straße',
    'rabatt|ermäßigung|nachlass|vergünstigung',
    'kaputt|defekt|beschädigt|schaden',
    'fehler|störung|fehlermeldung',
    'umtausch|tauschen|austausch|umtauschen|wechseln',
    'kaufen|bestellen|erwerben',
    'reparieren|reparatur',
    'rechnung|beleg|quittung|kaufbeleg',
    'wiegen|gewicht|wiegt',
    'hält|haltbar|lebensdauer',
    'laden|geschäft|filiale',
    'erlaubt|gestattet|willkommen|dürfen',
    'verboten|untersagt',
    'buchen|buchung|reservieren|reservierung',
    'gutschein|geschenkkarte|geschenkgutschein',
    'mitarbeiter|team|angestellte',
    'ausleihen|leihen|mieten|verleihen|vermieten',
  ],
};

/** The words by which an article may name what this word of a question does; `language` null looks in all of them. */
export function relatedWords(word: string, language: string | null): readonly string[] {
  if (language !== null) return BY_LANGUAGE.get(language)?.get(word) ?? [];
  for (const words of BY_LANGUAGE.values()) {
    const related = words.get(word);
    if (related !== undefined) return related;
  }
  return [];
}

const BY_LANGUAGE = new Map(
  Object.entries(RELATED).map(([language, groups]) => {
    const related = new Map<string, string[]>();
    for (const group of groups) {
      const words = group.split('|');
      for (const word of words) {
        const others = words.filter((other) => other !== word);
        related.set(word, [...new Set([...(related.get(word) ?? []), ...others])]);
      }
    }
    return [language, related] as const;
  }),
);
