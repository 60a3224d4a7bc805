/** What a shop tells its customers, by topic, in four languages; the last ones only stand in the way. */
export const SHOP_PASSAGES: { readonly [language: string]: { readonly [topic: string]: string } } = {
  en: {
    shipping:
      'Shipping within the country takes two to three working days and costs 4.90 euros. From 50 euros we ship for free.',
    abroad:
      'We also ship to Norway, Switzerland and the United Kingdom. Delivery to these countries takes five to eight days and costs 14.90 euros; customs are paid by the recipient.',
    returns:
      'You can send back anything within 30 days. Returns are free: print the label in your account and hand in the parcel at any post office.',
    refund:
      'We refund the money to the card that you paid with within five days after your parcel has reached our warehouse.',
    hours:
      'Our store in Mill Street is open Monday to Friday from 9 to 18 and on Saturday from 10 to 14. On Sunday it is closed.',
    warranty:
      'All our coffee machines have a warranty of three years. It covers faults in material and workmanship, not lime scale.',
    repair:
      'A repair after the warranty costs 79 euros including parts. Send the machine to our workshop; it takes about ten days.',
    subscription:
      'The bean subscription sends you one kilogram every month for 24 euros. You can pause or cancel it at any time in your account.',
    gift: 'Gift cards are available for 25, 50 and 100 euros. They are valid for three years and come by e-mail.',
    payment: 'We accept credit cards, PayPal and bank transfer. Buying on account is possible for companies.',
    grinder: 'The hand grinder weighs 480 grams, holds 30 grams of beans and has 24 steps. It costs 89 euros.',
    machine: 'The espresso machine Uno heats up in 40 seconds, has a tank of 1.8 litres and costs 549 euros.',
    jobs: 'We are looking for a barista for our store. How much you work is up to you: apply with a short letter.',
    history:
      'It began in 1998, when our founder roasted beans in a garage and asked himself what it is that makes a coffee good.',
    privacy: 'We store your address for as long as the law wants us to, and pass it on to the carrier only.',
  },
  de: {
    shipping:
      'Der Versand innerhalb Deutschlands dauert zwei bis drei Werktage und kostet 4,90 Euro. Ab 50 Euro liefern wir versandkostenfrei.',
    abroad:
      'Wir liefern auch nach Norwegen, in die Schweiz und nach Großbritannien. Die Lieferung in diese Länder dauert fünf bis acht Tage und kostet 14,90 Euro; den Zoll zahlt der Empfänger.',
    returns:
      'Sie können alles innerhalb von 30 Tagen zurückschicken. Die Rücksendung ist kostenlos: Drucken Sie das Etikett in Ihrem Konto aus und geben Sie das Paket bei der Post ab.',
    refund:
      'Das Geld erstatten wir innerhalb von fünf Tagen, nachdem Ihr Paket im Lager angekommen ist, auf die Karte, mit der Sie bezahlt haben.',
    hours:
      'Unser Laden in der Mühlstraße ist Montag bis Freitag von 9 bis 18 Uhr geöffnet und am Samstag von 10 bis 14 Uhr. Am Sonntag ist geschlossen.',
    warranty:
      'Auf alle Kaffeemaschinen geben wir drei Jahre Garantie. Sie gilt für Fehler in Material und Verarbeitung, nicht für Kalk.',
    repair:
      'Eine Reparatur nach Ablauf der Garantie kostet 79 Euro einschließlich der Teile. Schicken Sie die Maschine an unsere Werkstatt; das dauert etwa zehn Tage.',
    subscription:
      'Mit dem Bohnen-Abo bekommen Sie jeden Monat ein Kilogramm für 24 Euro. Sie können es jederzeit in Ihrem Konto pausieren oder kündigen.',
    gift: 'Gutscheine gibt es über 25, 50 und 100 Euro. Sie gelten drei Jahre und kommen per E-Mail.',
    payment: 'Wir nehmen Kreditkarte, PayPal und Überweisung. Kauf auf Rechnung ist für Firmen möglich.',
    grinder: 'Die Handmühle wiegt 480 Gramm, fasst 30 Gramm Bohnen und hat 24 Stufen. Sie kostet 89 Euro.',
    machine: 'Die Espressomaschine Uno heizt in 40 Sekunden auf, hat einen Tank von 1,8 Litern und kostet 549 Euro.',
    jobs: 'Wir suchen einen Barista für unseren Laden. Wie viel Sie arbeiten, entscheiden Sie: Bewerben Sie sich mit einem kurzen Brief.',
    history:
      'Angefangen hat das 1998, als unser Gründer in einer Garage Bohnen röstete und sich fragte, was einen guten Kaffee ausmacht.',
    privacy:
      'Ihre Adresse speichern wir so lange, wie das Gesetz es verlangt, und geben sie nur an den Paketdienst weiter.',
  },
  es: {
    shipping:
      'El envío dentro de España tarda de dos a tres días laborables y cuesta 4,90 euros. A partir de 50 euros el envío es gratis.',
    abroad:
      'También enviamos a Noruega, Suiza y el Reino Unido. La entrega en estos países tarda de cinco a ocho días y cuesta 14,90 euros; la aduana la paga el destinatario.',
    returns:
      'Puede devolver cualquier artículo en un plazo de 30 días. La devolución es gratuita: imprima la etiqueta en su cuenta y entregue el paquete en correos.',
    refund:
      'Reembolsamos el dinero en la tarjeta con la que pagó en un plazo de cinco días desde que el paquete llega a nuestro almacén.',
    hours:
      'Nuestra tienda de la calle Molino abre de lunes a viernes de 9 a 18 horas y los sábados de 10 a 14. Los domingos está cerrada.',
    warranty:
      'Todas nuestras cafeteras tienen tres años de garantía. Cubre los defectos de material y fabricación, no la cal.',
    repair:
      'Una reparación fuera de garantía cuesta 79 euros, piezas incluidas. Envíe la máquina a nuestro taller; tardamos unos diez días.',
    subscription:
      'Con la suscripción de café recibe un kilo cada mes por 24 euros. Puede pausarla o cancelarla cuando quiera en su cuenta.',
    gift: 'Hay tarjetas regalo de 25, 50 y 100 euros. Son válidas durante tres años y llegan por correo electrónico.',
    payment: 'Aceptamos tarjeta de crédito, PayPal y transferencia. La compra a crédito es posible para empresas.',
    grinder: 'El molinillo manual pesa 480 gramos, admite 30 gramos de granos y tiene 24 niveles. Cuesta 89 euros.',
    machine: 'La cafetera exprés Uno se calienta en 40 segundos, tiene un depósito de 1,8 litros y cuesta 549 euros.',
    jobs: 'Buscamos un barista para nuestra tienda. Cuánto trabaja lo decide usted: envíenos una carta breve.',
    history:
      'Todo empezó en 1998, cuando nuestro fundador tostaba granos en un garaje y se preguntaba qué es lo que hace bueno un café.',
    privacy: 'Guardamos su dirección mientras lo exija la ley y solo la damos al transportista.',
  },
  zh: {
    shipping: '国内配送需要两到三个工作日，运费为12元。订单满200元免运费。',
    abroad: '我们也配送到挪威、瑞士和英国。送到这些国家需要五到八天，运费为98元，关税由收件人承担。',
    returns: '您可以在30天内退货。退货免费：请在账户中打印标签，然后把包裹交到任何邮局。',
    refund: '包裹到达仓库后，我们会在五天内把钱退回到您付款的银行卡。',
    hours: '我们在磨坊街的门店营业时间为周一至周五9点到18点，周六10点到14点。周日不营业。',
    warranty: '我们所有的咖啡机保修三年。保修范围包括材料和工艺缺陷，不包括水垢。',
    repair: '保修期过后，维修费用为580元，包括零件。请把机器寄到我们的维修中心，大约需要十天。',
    subscription: '咖啡豆订阅每月给您寄一公斤，价格为168元。您可以随时在账户中暂停或取消。',
    gift: '礼品卡有100元、200元和500元三种，有效期三年，通过电子邮件发送。',
    payment: '我们接受信用卡、支付宝和银行转账。公司客户可以月结。',
    grinder: '手摇磨豆机重480克，可装30克咖啡豆，有24档，售价698元。',
    machine: 'Uno意式咖啡机40秒即可加热，水箱1.8升，售价4280元。',
    jobs: '我们正在为门店招聘咖啡师。工作多少时间由您决定，请寄来一封短信。',
    history: '一切始于1998年，创始人在车库里烘焙咖啡豆，并问自己：好咖啡那是什么样的？',
    privacy: '我们只在法律要求的期限内保存您的地址，并且只提供给快递公司。',
  },
};

export type Dialogue = {
  readonly language: string;
  /** Visitor and agent in turns, oldest first. */
  readonly before: readonly string[];
  readonly question: string;
  /** Where the answer stands. */
  readonly topic: string;
};

const dialogue = (language: string, topic: string, question: string, ...before: string[]): Dialogue => ({
  language,
  before,
  question,
  topic,
});

/** Questions that nobody understands without what was said before. */
export const FOLLOW_UPS: readonly Dialogue[] = [
  dialogue('en', 'abroad', 'and how much is it?', 'Do you ship to Norway?', 'Yes, we also ship to Norway.'),
  dialogue(
    'en',
    'abroad',
    'How long does that take?',
    'Can you deliver to Switzerland?',
    'We also ship to Switzerland.',
  ),
  dialogue(
    'en',
    'subscription',
    'And what does it cost?',
    'Is there a bean subscription?',
    'The bean subscription sends you one kilogram every month.',
  ),
  dialogue(
    'en',
    'subscription',
    'can I stop it?',
    'I saw that you have a subscription for beans',
    'The bean subscription sends you one kilogram every month for 24 euros.',
  ),
  dialogue(
    'en',
    'hours',
    'and on the weekend?',
    'When is the store in Mill Street open?',
    'Monday to Friday from 9 to 18.',
  ),
  dialogue(
    'en',
    'warranty',
    'what does it cover?',
    'How long is the warranty of the machines?',
    'All our coffee machines have a warranty of three years.',
  ),
  dialogue('en', 'grinder', 'how heavy is it?', 'Do you sell a hand grinder?', 'The hand grinder costs 89 euros.'),
  dialogue(
    'en',
    'machine',
    'What does it cost?',
    'Tell me about the Uno',
    'It heats up in 40 seconds.',
    'nice',
    'Anything else?',
  ),
  dialogue(
    'en',
    'gift',
    'How long are they valid?',
    'Do you have gift cards?',
    'Gift cards are available for 25, 50 and 100 euros.',
  ),
  dialogue('de', 'abroad', 'und was kostet das?', 'Liefern Sie nach Norwegen?', 'Ja, wir liefern auch nach Norwegen.'),
  dialogue(
    'de',
    'abroad',
    'Wie lange dauert das?',
    'Verschickt ihr auch in die Schweiz?',
    'Wir liefern auch in die Schweiz.',
  ),
  dialogue(
    'de',
    'subscription',
    'Was kostet es denn?',
    'Gibt es ein Abo für Bohnen?',
    'Mit dem Bohnen-Abo bekommen Sie jeden Monat ein Kilogramm.',
  ),
  dialogue('de', 'hours', 'und am Wochenende?', 'Wann hat der Laden geöffnet?', 'Montag bis Freitag von 9 bis 18 Uhr.'),
  dialogue(
    'de',
    'warranty',
    'gilt die auch bei Kalk?',
    'Wie viel Garantie habe ich auf eine Maschine?',
    'Auf alle Kaffeemaschinen geben wir drei Jahre Garantie.',
  ),
  dialogue('de', 'grinder', 'wie schwer ist sie?', 'Haben Sie eine Handmühle?', 'Die Handmühle kostet 89 Euro.'),
  dialogue(
    'de',
    'gift',
    'Wie lange sind die gültig?',
    'Habt ihr Gutscheine?',
    'Gutscheine gibt es über 25, 50 und 100 Euro.',
  ),
  dialogue(
    'de',
    'returns',
    'Kostet mich das etwas?',
    'Ich möchte etwas zurückschicken',
    'Sie können alles innerhalb von 30 Tagen zurückschicken.',
  ),
  dialogue('es', 'abroad', '¿y cuánto cuesta?', '¿Envían a Noruega?', 'Sí, también enviamos a Noruega.'),
  dialogue('es', 'abroad', '¿Cuánto tarda?', '¿Hacen entregas en Suiza?', 'También enviamos a Suiza.'),
  dialogue(
    'es',
    'subscription',
    '¿Y qué precio tiene?',
    '¿Tienen una suscripción de café?',
    'Con la suscripción de café recibe un kilo cada mes.',
  ),
  dialogue(
    'es',
    'hours',
    '¿y el fin de semana?',
    '¿Qué horario tiene la tienda?',
    'Abre de lunes a viernes de 9 a 18 horas.',
  ),
  dialogue('es', 'grinder', '¿cuánto pesa?', '¿Venden un molinillo manual?', 'El molinillo manual cuesta 89 euros.'),
  dialogue(
    'es',
    'gift',
    '¿Cuánto tiempo son válidas?',
    '¿Tienen tarjetas regalo?',
    'Hay tarjetas regalo de 25, 50 y 100 euros.',
  ),
  dialogue('zh', 'abroad', '那要多少钱？', '你们送到挪威吗？', '是的，我们也配送到挪威。'),
  dialogue('zh', 'abroad', '需要多久？', '可以寄到瑞士吗？', '我们也配送到瑞士。'),
  dialogue('zh', 'subscription', '那多少钱？', '有咖啡豆订阅吗？', '咖啡豆订阅每月给您寄一公斤。'),
  dialogue('zh', 'hours', '周末呢？', '门店什么时候营业？', '周一至周五9点到18点。'),
  dialogue('zh', 'warranty', '包括水垢吗？', '咖啡机保修多久？', '我们所有的咖啡机保修三年。'),
  dialogue('zh', 'grinder', '有多重？', '你们卖手摇磨豆机吗？', '手摇磨豆机售价698元。'),
  dialogue('zh', 'gift', '有效期是多久？', '有礼品卡吗？', '礼品卡有100元、200元和500元三种。'),
];

/** Questions that change the subject: what was said before must not pull them back. */
export const NEW_SUBJECTS: readonly Dialogue[] = [
  dialogue(
    'en',
    'hours',
    'When are you open?',
    'Do you ship to Norway?',
    'We also ship to Norway, Switzerland and the United Kingdom.',
  ),
  dialogue(
    'en',
    'gift',
    'Do you have gift cards?',
    'How long is the warranty?',
    'All our coffee machines have a warranty of three years.',
  ),
  dialogue(
    'en',
    'payment',
    'Can I pay with PayPal?',
    'Is there a bean subscription?',
    'The bean subscription sends you one kilogram every month for 24 euros.',
  ),
  dialogue(
    'en',
    'returns',
    'How do I send something back?',
    'What does the Uno cost?',
    'The espresso machine Uno costs 549 euros.',
  ),
  dialogue(
    'en',
    'shipping',
    'What does shipping cost?',
    'What does the Uno cost?',
    'The espresso machine Uno costs 549 euros.',
  ),
  dialogue(
    'en',
    'warranty',
    'How long is the warranty?',
    'When is the store open?',
    'Monday to Friday from 9 to 18, on Saturday from 10 to 14.',
  ),
  dialogue(
    'de',
    'hours',
    'Wann habt ihr geöffnet?',
    'Liefern Sie nach Norwegen?',
    'Wir liefern auch nach Norwegen, in die Schweiz und nach Großbritannien.',
  ),
  dialogue(
    'de',
    'gift',
    'Gibt es Gutscheine?',
    'Wie lange ist die Garantie?',
    'Auf alle Kaffeemaschinen geben wir drei Jahre Garantie.',
  ),
  dialogue(
    'de',
    'payment',
    'Kann ich mit PayPal zahlen?',
    'Gibt es ein Abo für Bohnen?',
    'Mit dem Bohnen-Abo bekommen Sie jeden Monat ein Kilogramm für 24 Euro.',
  ),
  dialogue(
    'de',
    'returns',
    'Wie schicke ich etwas zurück?',
    'Was kostet die Uno?',
    'Die Espressomaschine Uno kostet 549 Euro.',
  ),
  dialogue(
    'de',
    'refund',
    'Wann bekomme ich mein Geld erstattet?',
    'Wann hat der Laden geöffnet?',
    'Montag bis Freitag von 9 bis 18 Uhr.',
  ),
  dialogue(
    'es',
    'hours',
    '¿Cuándo abre la tienda?',
    '¿Envían a Noruega?',
    'También enviamos a Noruega, Suiza y el Reino Unido.',
  ),
  dialogue(
    'es',
    'gift',
    '¿Tienen tarjetas regalo?',
    '¿Cuánto dura la garantía?',
    'Todas nuestras cafeteras tienen tres años de garantía.',
  ),
  dialogue(
    'es',
    'payment',
    '¿Puedo pagar con PayPal?',
    '¿Tienen una suscripción de café?',
    'Con la suscripción de café recibe un kilo cada mes por 24 euros.',
  ),
  dialogue(
    'es',
    'returns',
    '¿Cómo hago una devolución?',
    '¿Cuánto cuesta la Uno?',
    'La cafetera exprés Uno cuesta 549 euros.',
  ),
  dialogue('zh', 'hours', '营业时间是什么？', '你们送到挪威吗？', '我们也配送到挪威、瑞士和英国。'),
  dialogue('zh', 'gift', '有礼品卡吗？', '保修多久？', '我们所有的咖啡机保修三年。'),
  dialogue('zh', 'payment', '可以用支付宝吗？', '有咖啡豆订阅吗？', '咖啡豆订阅每月给您寄一公斤，价格为168元。'),
  dialogue('zh', 'returns', '怎么退货？', 'Uno多少钱？', 'Uno意式咖啡机售价4280元。'),
];
