// A catalogue, hence its length: a shop's three articles in languages most of which the weights were not fitted on.

/** Knowledge, questions that it answers (with what the reply must contain) and questions that it does not. */
export const LANGUAGES: {
  readonly [language: string]: {
    readonly articles: readonly string[];
    readonly answerable: readonly (readonly [question: string, answer: string])[];
    readonly foreign: readonly string[];
  };
} = {
  es: {
    articles: [
      'El envío estándar tarda de tres a cinco días laborables. El envío urgente cuesta 9,90 € y llega al día siguiente.',
      'Puede devolver cualquier artículo en un plazo de 30 días. El reembolso se realiza con el mismo método de pago.',
      'Nuestra tienda de Sevilla abre de lunes a viernes de 9 a 18 horas. Los domingos está cerrada.',
    ],
    answerable: [
      ['¿Cuánto tarda el envío estándar?', 'tres a cinco días'],
      ['¿Cuánto cuesta el envío urgente?', '9,90'],
      ['¿En qué plazo puedo devolver un artículo?', '30 días'],
      ['¿Cuándo abre la tienda de Sevilla?', '9 a 18'],
    ],
    foreign: ['¿Cuál es la capital de Francia?', '¿Cómo cambio mi contraseña?', '¿Quién inventó el teléfono?'],
  },
  ru: {
    articles: [
      'Обычная доставка занимает от трёх до пяти рабочих дней. Срочная доставка стоит 900 рублей и приходит на следующий день.',
      'Любой товар можно вернуть в течение 30 дней. Деньги возвращаются тем же способом, которым была сделана оплата.',
      'Наш магазин в Казани открыт с понедельника по пятницу с 9 до 18 часов. В воскресенье он закрыт.',
    ],
    answerable: [
      ['Сколько дней занимает обычная доставка?', 'от трёх до пяти'],
      ['Сколько стоит срочная доставка?', '900'],
      ['В течение какого срока можно вернуть товар?', '30 дней'],
      ['Когда открыт магазин в Казани?', 'с 9 до 18'],
    ],
    foreign: ['Какая столица у Франции?', 'Как сменить пароль?', 'Кто изобрёл телефон?'],
  },
  th: {
    articles: [
      'การจัดส่งแบบมาตรฐานใช้เวลาสามถึงห้าวันทำการ การจัดส่งด่วนมีค่าใช้จ่าย 90 บาทและถึงในวันถัดไป',
      'คุณสามารถคืนสินค้าทุกชิ้นได้ภายใน 30 วัน เงินจะคืนผ่านวิธีการชำระเงินเดิม',
      'ร้านของเราในเชียงใหม่เปิดวันจันทร์ถึงวันศุกร์เวลา 9 ถึง 18 นาฬิกา วันอาทิตย์ปิดทำการ',
    ],
    answerable: [
      ['การจัดส่งแบบมาตรฐานใช้เวลากี่วัน', 'สามถึงห้าวัน'],
      ['การจัดส่งด่วนมีค่าใช้จ่ายเท่าไร', '90'],
      ['คืนสินค้าได้ภายในกี่วัน', '30'],
      ['ร้านในเชียงใหม่เปิดกี่โมง', '9 ถึง 18'],
    ],
    foreign: ['เมืองหลวงของประเทศฝรั่งเศสคืออะไร', 'ฉันจะเปลี่ยนรหัสผ่านได้อย่างไร', 'ใครประดิษฐ์โทรศัพท์'],
  },
  hi: {
    articles: [
      'मानक डिलीवरी में तीन से पाँच कार्य दिवस लगते हैं। एक्सप्रेस डिलीवरी का शुल्क 90 रुपये है और वह अगले दिन पहुँचती है।',
      'आप कोई भी सामान 30 दिनों के भीतर वापस कर सकते हैं। पैसा उसी भुगतान माध्यम से लौटाया जाता है।',
      'जयपुर में हमारी दुकान सोमवार से शुक्रवार सुबह 9 से शाम 6 बजे तक खुली रहती है। रविवार को दुकान बंद रहती है।',
    ],
    answerable: [
      ['मानक डिलीवरी में कितने दिन लगते हैं?', 'तीन से पाँच'],
      ['एक्सप्रेस डिलीवरी का शुल्क कितना है?', '90'],
      ['सामान कितने दिनों के भीतर वापस कर सकते हैं?', '30 दिनों'],
      ['जयपुर की दुकान कब खुली रहती है?', '9 से शाम 6'],
    ],
    foreign: ['फ्रांस की राजधानी क्या है?', 'मैं अपना पासवर्ड कैसे बदलूँ?', 'टेलीफोन का आविष्कार किसने किया?'],
  },
  tr: {
    articles: [
      'Standart teslimat üç ila beş iş günü sürer. Hızlı teslimat 90 lira tutar ve ertesi gün ulaşır.',
      'Her ürünü 30 gün içinde iade edebilirsiniz. Para iadesi aynı ödeme yöntemiyle yapılır.',
      "İzmir'deki mağazamız pazartesiden cumaya 9 ile 18 saatleri arasında açıktır. Pazar günleri kapalıdır.",
    ],
    answerable: [
      ['Standart teslimat kaç gün sürer?', 'üç ila beş'],
      ['Hızlı teslimat ne kadar tutuyor?', '90'],
      ['Ürünleri kaç gün içinde iade edebilirim?', '30 gün'],
      ['İzmir mağazası saat kaçta açık?', '9 ile 18'],
    ],
    foreign: ["Fransa'nın başkenti neresi?", 'Şifremi nasıl değiştiririm?', 'Telefonu kim icat etti?'],
  },
  vi: {
    articles: [
      'Giao hàng tiêu chuẩn mất từ ba đến năm ngày làm việc. Giao hàng nhanh có giá 90 nghìn đồng và đến vào ngày hôm sau.',
      'Bạn có thể trả lại mọi sản phẩm trong vòng 30 ngày. Tiền được hoàn lại qua cùng phương thức thanh toán.',
      'Cửa hàng của chúng tôi ở Đà Nẵng mở cửa từ thứ hai đến thứ sáu từ 9 đến 18 giờ. Chủ nhật đóng cửa.',
    ],
    answerable: [
      ['Giao hàng tiêu chuẩn mất bao lâu?', 'ba đến năm ngày'],
      ['Giao hàng nhanh có giá bao nhiêu?', '90 nghìn'],
      ['Tôi có thể trả lại sản phẩm trong bao nhiêu ngày?', '30 ngày'],
      ['Cửa hàng ở Đà Nẵng mở cửa khi nào?', '9 đến 18'],
    ],
    foreign: ['Thủ đô của nước Pháp là gì?', 'Làm sao để đổi mật khẩu?', 'Ai đã phát minh ra điện thoại?'],
  },
  el: {
    articles: [
      'Η κανονική παράδοση διαρκεί τρεις έως πέντε εργάσιμες ημέρες. Η ταχεία παράδοση κοστίζει 9,90 € και φτάνει την επόμενη ημέρα.',
      'Μπορείτε να επιστρέψετε κάθε προϊόν μέσα σε 30 ημέρες. Τα χρήματα επιστρέφονται με τον ίδιο τρόπο πληρωμής.',
      'Το κατάστημά μας στην Πάτρα είναι ανοιχτό από Δευτέρα έως Παρασκευή από τις 9 έως τις 18. Την Κυριακή είναι κλειστό.',
    ],
    answerable: [
      ['Πόσο διαρκεί η κανονική παράδοση;', 'τρεις έως πέντε'],
      ['Πόσο κοστίζει η ταχεία παράδοση;', '9,90'],
      ['Μέσα σε πόσες ημέρες μπορώ να επιστρέψω ένα προϊόν;', '30 ημέρες'],
      ['Πότε είναι ανοιχτό το κατάστημα στην Πάτρα;', 'από τις 9'],
    ],
    foreign: ['Ποια είναι η πρωτεύουσα της Γαλλίας;', 'Πώς αλλάζω τον κωδικό μου;', 'Ποιος εφηύρε το τηλέφωνο;'],
  },
  ro: {
    articles: [
      'Livrarea standard durează între trei și cinci zile lucrătoare. Livrarea rapidă costă 90 de lei și ajunge a doua zi.',
      'Puteți returna orice produs în termen de 30 de zile. Banii se restituie prin aceeași metodă de plată.',
      'Magazinul nostru din Brașov este deschis de luni până vineri între orele 9 și 18. Duminica este închis.',
    ],
    answerable: [
      ['Cât durează livrarea standard?', 'trei și cinci zile'],
      ['Cât costă livrarea rapidă?', '90 de lei'],
      ['În ce termen pot returna un produs?', '30 de zile'],
      ['Când este deschis magazinul din Brașov?', '9 și 18'],
    ],
    foreign: ['Care este capitala Franței?', 'Cum îmi schimb parola?', 'Cine a inventat telefonul?'],
  },
  zh: {
    articles: [
      '标准配送需要三到五个工作日。加急配送费用为九十元，次日送达。',
      '任何商品均可在三十天内退货。退款将通过原付款方式返还。',
      '我们在杭州的商店周一至周五九点到十八点营业。周日休息。',
    ],
    answerable: [
      ['标准配送需要多长时间？', '三到五个工作日'],
      ['加急配送费用是多少？', '九十元'],
      ['商品在多少天内可以退货？', '三十天'],
      ['杭州的商店什么时候营业？', '九点到十八点'],
    ],
    foreign: ['法国的首都是哪里？', '如何更改我的密码？', '谁发明了电话？'],
  },
  ar: {
    articles: [
      'يستغرق التوصيل العادي من ثلاثة إلى خمسة أيام عمل. تبلغ تكلفة التوصيل السريع 90 درهمًا ويصل في اليوم التالي.',
      'يمكنك إرجاع أي منتج خلال 30 يومًا. يُعاد المبلغ بطريقة الدفع نفسها.',
      'متجرنا في مراكش مفتوح من الاثنين إلى الجمعة من الساعة 9 إلى 18. يوم الأحد مغلق.',
    ],
    answerable: [
      ['كم يستغرق التوصيل العادي؟', 'من ثلاثة إلى خمسة أيام'],
      ['كم تكلفة التوصيل السريع؟', '90'],
      ['خلال كم يومًا يمكنني إرجاع المنتج؟', '30'],
      ['متى يفتح المتجر في مراكش؟', 'من الساعة 9'],
    ],
    foreign: ['ما هي عاصمة فرنسا؟', 'كيف أغير كلمة السر؟', 'من اخترع الهاتف؟'],
  },
};
