// A catalogue: what «how …» asks for by a quality is mostly told by the name of the quantity, or by its verb.
const MEASURED: { readonly [asking: string]: { readonly [quality: string]: string } } = {
  how: {
    heavy: 'weight|weighs|weigh',
    tall: 'height|high',
    high: 'height',
    big: 'size|capacity|volume|area',
    large: 'size|capacity|volume|area',
    wide: 'width',
    deep: 'depth',
    old: 'age|years',
    fast: 'speed|quickly',
    quickly: 'within|fast',
    soon: 'within',
    loud: 'noise|volume|decibels',
    far: 'distance',
    hot: 'temperature|degrees',
    cold: 'temperature|degrees',
    expensive: 'price|costs',
    often: 'every',
  },
  wie: {
    schwer: 'gewicht|wiegt',
    hoch: 'höhe|beträgt',
    groß: 'größe|fassungsvermögen|fläche',
    breit: 'breite',
    tief: 'tiefe',
    alt: 'alter|jahre',
    schnell: 'geschwindigkeit|innerhalb',
    laut: 'lautstärke|geräusch',
    weit: 'entfernung|entfernt',
    warm: 'temperatur|grad',
    kalt: 'temperatur|grad',
    teuer: 'preis|kostet',
    oft: 'alle|jede',
  },
};

/** The words by which an answer names the quantity that «how heavy» asks for; empty for other words. */
export function measuredAs(before: string, word: string): readonly string[] {
  return FORMS.get(`${before} ${word}`) ?? [];
}

const FORMS = new Map(
  Object.entries(MEASURED).flatMap(([asking, qualities]) =>
    Object.entries(qualities).map(([quality, words]) => [`${asking} ${quality}`, words.split('|')] as const),
  ),
);
