// A catalogue, hence its length: held out from all fitting, and its questions written before any answer was seen.
import type { SupportCase } from './support-cases.ts';

/** Longer articles than `SUPPORT` has, with tables, codes and model numbers, and questions as people type them. */
export const EVERYDAY: readonly SupportCase[] = [
  {
    language: 'en',
    articles: [
      [
        'Brisa 400 air purifier: manual',
        `Brisa 400 and Brisa 400 S clean the air of rooms of up to 42 square metres. Place the purifier upright, at least 30 cm away from walls and curtains. Do not use it in a bathroom.

Using it
Press the round button to switch the purifier on. Turn the ring to choose one of five speeds. In night mode the display goes dark and the fan runs at its lowest speed. The child lock is switched on by holding the ring for three seconds.

Care
Vacuum the pre-filter every four weeks. The main filter lasts for about 4,000 hours of use, which is half a year of daily use; it cannot be washed. After you have put in a new filter, hold the round button for five seconds so that the counter starts anew. Wipe the housing with a dry cloth only.

Messages on the display
Code | Meaning | What to do
F1 | The filter counter has run out | Put in a new filter HX-40
F4 | The lid is not closed | Press the lid until it clicks
F7 | The fan is blocked | Switch off, unplug and remove what blocks the fan
F9 | The sensor is dirty | Clean the sensor with a dry cotton swab

Technical data
Item | Brisa 400 | Brisa 400 S
Weight without packaging | 6.4 kg | 6.9 kg
Height | 58 cm | 61 cm
Power consumption, highest speed | 38 W | 44 W
Standby consumption | 0.4 W | 0.4 W
Noise at the lowest speed | 21 dB | 19 dB
Cable length | 1.8 m | 2.5 m
Colours | white, graphite | white`,
      ],
      [
        'Orders, payment and service',
        `We deliver in Ireland and Great Britain. Parcels to Ireland take two working days, parcels to Great Britain four. Delivery is free from 80 euros; below that it costs 5.50 euros. Deliveries to islands without a bridge cost 7 euros more.

We accept Visa, Mastercard, Apple Pay and payment after delivery on account. Orders on account have to be paid within 14 days. Company customers can ask for a collective bill once a month.

You may return purifiers within 45 days. Filters can be returned only as long as the sealed bag has not been opened. The refund reaches you three to six days after the parcel has arrived at our warehouse in Cork.

Purifiers have a guarantee of 4 years, accessories one of 12 months. The guarantee ends if filters by other manufacturers are used. To claim, fill in the form at brisa.example/guarantee and attach the receipt.

The filter subscription sends a filter HX-40 every six months for 29 euros. You can pause or end it at any time in the app, without giving a reason.

Our service team speaks English, Irish and French. Call +353 21 555 0187 on weekdays between 8:30 and 17:00. Spare parts are kept in stock for eight years.`,
      ],
    ],
    answerable: [
      ['How heavy is the Brisa 400?', '6.4 kg'],
      ['what does it weigh', '6.4 kg'],
      ['How tall is the purifier?', '58 cm'],
      ['How long is the cable?', '1.8 m'],
      ['Which colours are there?', 'graphite'],
      ['How loud is it at the lowest speed?', '21 dB'],
      ['How much power does it use in standby?', '0.4 W'],
      ['My purifier says F4', 'Press the lid'],
      ['What is F7?', 'fan is blocked'],
      ['there is an error F9 on the display, what can I do?', 'cotton swab'],
      ['Which filter do I need?', 'HX-40'],
      ['How long does a filter last?', '4,000 hours'],
      ['Can I wash the filter?', 'cannot be washed'],
      ['How often should I vaccum the prefilter?', 'four weeks'],
      ['How do I reset the filter counter?', 'five seconds'],
      ['How do I turn on the child lock?', 'three seconds'],
      ['Can I use it in the bathroom?', 'Do not use it in a bathroom'],
      ['How large can the room be?', '42 square metres'],
      ['How far from the wall does it have to stand?', '30 cm'],
      ['How long does delivery to Ireland take?', 'two working days'],
      ['When is shipping free?', '80 euros'],
      ['How can I pay?', 'Apple Pay'],
      ['Do you take Visa?', 'Visa'],
      ['When do I have to pay an order on account?', '14 days'],
      ['How many days do I have to send a purifier back?', '45 days'],
      ['Can I return an opened filter?', 'only as long as the sealed bag'],
      ['When will I get my refund?', 'three to six days'],
      ['How long is the gurantee?', '4 years'],
      ['What does the filter subscription cost?', '29 euros'],
      ['How do I cancel the subscription?', 'in the app'],
      ['What is your number?', '+353 21 555 0187'],
      ['When can I call you?', '8:30'],
      ['Where is your warehouse?', 'Cork'],
      ['How long do you keep spare parts?', 'eight years'],
    ],
    foreign: [
      'Does it work with Alexa?',
      'Can I buy it in Spain?',
      'Who won the election?',
      'Do you have a shop in Dublin that I can visit?',
      'Is the plastic recycled?',
      'Does it remove radon?',
      'What is your stock price?',
      'How do I change my email address?',
      'Do you offer a student discount?',
      'Can I rent a purifier for a week?',
      'Is there a humidifier as well?',
      'Tell me a joke',
    ],
  },
  {
    language: 'de',
    articles: [
      [
        'Campingplatz Moorsee: Preise und Platzordnung',
        `Der Campingplatz Moorsee ist vom 1. April bis zum 18. Oktober geöffnet. Die Rezeption ist täglich von 8 bis 12 Uhr und von 15 bis 19 Uhr besetzt. Anreisen können Sie ab 14 Uhr, am Abreisetag räumen Sie den Stellplatz bitte bis 11 Uhr.

Preise je Nacht
Leistung | Nebensaison | Hauptsaison
Stellplatz mit Auto | 12 € | 16 €
Erwachsene | 7 € | 9 €
Kinder bis 14 Jahre | 3,50 € | 5 €
Hund | 2 € | 4 €
Strom, pauschal | 3 € | 3 €
Mietfass für zwei Personen | 48 € | 62 €
Waschmaschine, je Wäsche | 4,50 € | 4,50 €

Hunde sind an der Leine willkommen, an der Badestelle aber nicht erlaubt. Grillen mit Gas ist überall gestattet, Holzkohle nur am Grillplatz. Offenes Feuer ist verboten. Von 22 bis 7 Uhr herrscht Nachtruhe, die Schranke bleibt dann geschlossen.

WLAN gibt es rund um die Rezeption kostenlos. Brötchen bestellen Sie bis 18 Uhr am Vortag an der Rezeption. Das nächste Krankenhaus liegt in Wildeshausen, zwölf Kilometer entfernt.

Eine Buchung können Sie bis 14 Tage vor der Anreise kostenlos stornieren. Danach berechnen wir die Hälfte des Preises, bei Nichtanreise den vollen Preis. Die Anzahlung beträgt 20 Prozent und ist innerhalb einer Woche zu überweisen.`,
      ],
      [
        'Bootsverleih Moorsee: Elektroboot EB 6',
        `Am Steg vermieten wir Ruderboote, Kajaks und das Elektroboot EB 6. Für das Elektroboot brauchen Sie keinen Führerschein, müssen aber mindestens 18 Jahre alt sein. Die Kaution beträgt 100 Euro und wird bar hinterlegt. Schwimmwesten für Kinder und Erwachsene verleihen wir ohne Aufpreis.

Boot | je Stunde | je Tag
Ruderboot | 11 € | 45 €
Kajak, Einer | 9 € | 36 €
Kajak, Zweier | 13 € | 52 €
Elektroboot EB 6 | 24 € | 120 €

Anzeigen am Elektroboot
Anzeige | Bedeutung
A2 | Der Akku ist fast leer: Fahren Sie sofort zum Steg zurück
A5 | Der Motor ist zu heiß: Warten Sie zehn Minuten
B1 | Eine Wasserpflanze hängt in der Schraube: Schalten Sie den Motor aus und entfernen Sie die Pflanze

Der Akku reicht für etwa fünf Stunden Fahrt, das Laden dauert über Nacht. Höchstens sechs Personen dürfen an Bord. Das Boot fährt bis zu 8 km/h schnell und wiegt 310 kg.

Bei Gewitter oder Wind ab Stärke 5 bleibt der Verleih geschlossen; bereits gezahlte Miete erstatten wir dann. Reservieren können Sie unter der Telefonnummer 04431 555 017 oder am Steg. Bezahlen können Sie bar oder mit Girokarte, Kreditkarten nehmen wir nicht.`,
      ],
    ],
    answerable: [
      ['Wann macht der Campingplatz auf?', '1. April'],
      ['Bis wann ist offen im Herbst?', '18. Oktober'],
      ['Wann ist die Rezeption besetzt?', '8 bis 12 Uhr'],
      ['Ab wann kann man anreisen?', '14 Uhr'],
      ['Bis wann muss ich am Abreisetag weg sein?', '11 Uhr'],
      ['Was kostet ein Stellplatz?', '16 €'],
      ['was kostet die nacht für kinder', '3,50 €'],
      ['Was zahle ich für meinen Hund?', '4 €'],
      ['Wie teuer ist Strom?', 'Strom, pauschal'],
      ['Was kostet das Mietfass?', '62 €'],
      ['Was kostet es Wäsche zu waschen?', '4,50 €'],
      ['Darf mein Hund an die Badestelle?', 'nicht erlaubt'],
      ['Darf ich grillen?', 'Grillen mit Gas'],
      ['Kann ich ein Feuer machen?', 'Offenes Feuer ist verboten'],
      ['Ab wann ist Nachtruhe?', '22 bis 7 Uhr'],
      ['Gibt es Wlan?', 'WLAN gibt es'],
      ['Wo bekomme ich Brötchen?', 'an der Rezeption'],
      ['Wo ist das nächste Krankenhaus?', 'Wildeshausen'],
      ['Kann ich die Buchung stornieren?', '14 Tage vor der Anreise'],
      ['Wie hoch ist die Anzahlung?', '20 Prozent'],
      ['Brauche ich einen Führerschein für das Boot?', 'keinen Führerschein'],
      ['Wie hoch ist die Kautoin?', '100 Euro'],
      ['Gibt es Schwimmwesten für Kinder?', 'Schwimmwesten'],
      ['Wie viel kostet ein Ruderboot am Tag?', '45 €'],
      ['Was kostet ein Zweierkajak?', '13 €'],
      ['Am Boot leuchtet A5, was nun?', 'Warten Sie zehn Minuten'],
      ['Was bedeutet B1?', 'Wasserpflanze'],
      ['Wie lange hält der Akku?', 'fünf Stunden'],
      ['Wie viele Personen passen ins Elektroboot?', 'sechs Personen'],
      ['Wie schnell fährt das Boot?', '8 km/h'],
      ['Wie schwer ist das Elektroboot?', '310 kg'],
      ['Was ist bei Gewitter?', 'Bei Gewitter'],
      ['Wie lautet eure Telefonnummer?', '04431 555 017'],
      ['Kann ich mit Kreditkarte zahlen?', 'Kreditkarten nehmen wir nicht'],
    ],
    foreign: [
      'Gibt es eine Sauna?',
      'Verkauft ihr Angelscheine?',
      'Wer ist Bundeskanzler?',
      'Kann ich ein Fahrrad ausleihen?',
      'Wie warm ist der See?',
      'Gibt es einen Spielplatz?',
      'Wie komme ich mit dem Zug zu euch?',
      'Habt ihr freie Stellen?',
      'Gibt es eine Disko in der Nähe?',
      'Wie setze ich mein Passwort zurück?',
      'Nehmt ihr Wohnmobile über zehn Meter?',
      'Erzähl mir einen Witz',
    ],
  },
];
