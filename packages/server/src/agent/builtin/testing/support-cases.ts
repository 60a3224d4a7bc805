/** A small shop's knowledge with questions it answers (and what the reply must contain) and such that it does not. */
export type SupportCase = {
  readonly language: string;
  readonly articles: readonly (readonly [title: string, text: string])[];
  readonly answerable: readonly (readonly [question: string, answer: string])[];
  readonly foreign: readonly string[];
};

const ENGLISH: SupportCase = {
  language: 'en',
  articles: [
    [
      'Shipping',
      'We ship within Germany, Austria and Switzerland. Standard delivery takes 3 to 5 business days. Express delivery arrives the next working day and costs 9.90 €. Orders above 50 € are delivered free of charge. You will receive a tracking link by e-mail as soon as your parcel has left our warehouse.',
    ],
    [
      'Returns and refunds',
      'You can return any item within 30 days of receiving it. Items must be unused and in their original packaging. Print the return label from your customer account and hand the parcel in at any post office. Refunds are made to the original payment method within 7 days after we have received the goods. Gift cards cannot be returned.',
    ],
    [
      'Opening hours and contact',
      'Our store at Lindenstrasse 12 in Hamburg is open Monday to Friday from 9 am to 6 pm and Saturday from 10 am to 2 pm. We are closed on Sundays and public holidays. You can reach our support team by phone at +49 40 123456 or by e-mail at support@example.com.',
    ],
    [
      'Warranty',
      'All our bicycles come with a warranty of two years. Batteries are covered for 12 months. The warranty does not cover wear parts such as tyres, brake pads and chains. To make a claim, send us photos of the defect together with your invoice number.',
    ],
    [
      'Prices and payment',
      'All prices include VAT. A yearly inspection costs 79 €. We accept credit cards, PayPal and bank transfer. Payment by invoice is possible for business customers only. Students get a discount of 10 percent when they show their student card.',
    ],
  ],
  answerable: [
    ['How long does shipping take?', '3 to 5 business days'],
    ['How much is express delivery?', '9.90'],
    ['Do you ship to Switzerland?', 'Switzerland'],
    ['When is delivery free?', '50 €'],
    ['Do I get a tracking link?', 'tracking link'],
    ['How many days do I have to return an item?', '30 days'],
    ['Can I return something without its original packaging?', 'original packaging'],
    ['Where do I find the return label?', 'customer account'],
    ['When will I get my refund?', 'within 7 days'],
    ['Can I return a gift card?', 'Gift cards cannot be returned'],
    ['What are your opening hours?', '9 am to 6 pm'],
    ['Are you open on Sundays?', 'closed on Sundays'],
    ['What is your phone number?', '+49 40 123456'],
    ['Where is your store?', 'Lindenstrasse 12'],
    ['How long is the warranty on a bicycle?', 'two years'],
    ['Are batteries covered by the warranty?', '12 months'],
    ['How do I make a warranty claim?', 'photos of the defect'],
    ['What does an inspection cost?', '79 €'],
    ['Can I pay with PayPal?', 'PayPal'],
    ['Is there a discount for students?', '10 percent'],
  ],
  foreign: [
    'Do you sell skateboards?',
    'How do I reset my password?',
    'Can I bring my dog to the shop?',
    'Do you offer job openings?',
    'Who is the CEO of your company?',
    'How do I unsubscribe from the newsletter?',
    'What is the maximum weight the frame can carry?',
    'Do you have an app for Android?',
    'What is the capital of France?',
    'How do I change the language of the website?',
    'Is your packaging recyclable?',
    'Can you recommend a good restaurant nearby?',
    'How tall is Mount Everest?',
    'Do you rent out helmets?',
    'Which insurance do you recommend against theft?',
    'Can I book a guided tour?',
    'How do I delete my data?',
    'Is there parking for cars?',
    'What is the weather like tomorrow?',
    'Do you repair motorbikes?',
  ],
};

const GERMAN: SupportCase = {
  language: 'de',
  articles: [
    [
      'Versand',
      'Wir liefern nach Deutschland, Österreich und in die Schweiz. Der Standardversand dauert 3 bis 5 Werktage. Der Expressversand kommt am nächsten Werktag an und kostet 9,90 €. Ab einem Bestellwert von 50 € ist der Versand kostenlos. Sobald Ihr Paket unser Lager verlassen hat, erhalten Sie per E-Mail einen Link zur Sendungsverfolgung.',
    ],
    [
      'Rückgabe und Erstattung',
      'Sie können jeden Artikel innerhalb von 30 Tagen nach Erhalt zurückgeben. Die Ware muss unbenutzt und in der Originalverpackung sein. Drucken Sie das Rücksendeetikett in Ihrem Kundenkonto aus und geben Sie das Paket bei einer Postfiliale ab. Die Erstattung erfolgt innerhalb von 7 Tagen nach Eingang der Ware auf das ursprüngliche Zahlungsmittel. Gutscheine sind vom Umtausch ausgeschlossen.',
    ],
    [
      'Öffnungszeiten und Kontakt',
      'Unser Geschäft in der Lindenstraße 12 in Hamburg ist montags bis freitags von 9 bis 18 Uhr und samstags von 10 bis 14 Uhr geöffnet. An Sonntagen und Feiertagen haben wir geschlossen. Sie erreichen unseren Kundendienst telefonisch unter 040 123456 oder per E-Mail an support@example.com.',
    ],
    [
      'Garantie',
      'Auf alle Fahrräder geben wir zwei Jahre Garantie. Für Akkus gilt die Garantie 12 Monate. Verschleißteile wie Reifen, Bremsbeläge und Ketten sind nicht abgedeckt. Um einen Garantiefall zu melden, schicken Sie uns Fotos des Schadens und Ihre Rechnungsnummer.',
    ],
    [
      'Preise und Zahlung',
      'Alle Preise enthalten die Mehrwertsteuer. Eine jährliche Inspektion kostet 79 €. Wir akzeptieren Kreditkarten, PayPal und Überweisung. Kauf auf Rechnung ist nur für Geschäftskunden möglich. Studierende erhalten gegen Vorlage ihres Ausweises 10 Prozent Rabatt.',
    ],
  ],
  answerable: [
    ['Wie lange dauert der Versand?', '3 bis 5 Werktage'],
    ['Was kostet der Expressversand?', '9,90 €'],
    ['Liefern Sie auch in die Schweiz?', 'Schweiz'],
    ['Ab wann ist der Versand kostenlos?', '50 €'],
    ['Bekomme ich einen Link zur Sendungsverfolgung?', 'Sendungsverfolgung'],
    ['Wie viele Tage habe ich Zeit, einen Artikel zurückzugeben?', '30 Tagen'],
    ['Muss die Ware in der Originalverpackung sein?', 'Originalverpackung'],
    ['Wo finde ich das Rücksendeetikett?', 'Kundenkonto'],
    ['Wann erhalte ich meine Erstattung?', 'innerhalb von 7 Tagen'],
    ['Kann ich Gutscheine umtauschen?', 'Gutscheine sind vom Umtausch ausgeschlossen'],
    ['Was sind Ihre Öffnungszeiten?', '9 bis 18 Uhr'],
    ['Haben Sie sonntags geöffnet?', 'geschlossen'],
    ['Wie erreiche ich den Kundendienst telefonisch?', '040 123456'],
    ['Wo ist Ihr Geschäft?', 'Lindenstraße 12'],
    ['Wie lange habe ich Garantie auf ein Fahrrad?', 'zwei Jahre'],
    ['Wie lange gilt die Garantie für den Akku?', '12 Monate'],
    ['Wie melde ich einen Garantiefall?', 'Fotos des Schadens'],
    ['Was kostet eine Inspektion?', '79 €'],
    ['Kann ich mit PayPal bezahlen?', 'PayPal'],
    ['Gibt es einen Rabatt für Studierende?', '10 Prozent'],
  ],
  foreign: [
    'Verkaufen Sie Skateboards?',
    'Wie setze ich mein Passwort zurück?',
    'Darf ich meinen Hund mitbringen?',
    'Haben Sie offene Stellen?',
    'Wer ist der Chef Ihrer Firma?',
    'Wie bestelle ich den Newsletter ab?',
    'Welches Gewicht trägt der Rahmen höchstens?',
    'Gibt es eine App für Android?',
    'Was ist die Hauptstadt von Frankreich?',
    'Wie ändere ich die Sprache der Webseite?',
    'Ist die Verpackung recycelbar?',
    'Können Sie ein gutes Restaurant empfehlen?',
    'Wie hoch ist der Mount Everest?',
    'Verleihen Sie Helme?',
    'Welche Versicherung hilft gegen Diebstahl?',
    'Kann ich eine geführte Tour buchen?',
    'Wie lösche ich meine Daten?',
    'Gibt es Parkplätze für Autos?',
    'Wie wird das Wetter morgen?',
    'Reparieren Sie Motorräder?',
  ],
};

export const SUPPORT: readonly SupportCase[] = [ENGLISH, GERMAN];
