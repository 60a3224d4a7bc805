// A catalogue, hence its length: how people name what systems keep about them, and the words around it when they ask for it.

/** Words for the same thing over languages, cut to what their inflected forms share; variants are parted by a bar. */
export const CONCEPTS: { readonly [concept: string]: string } = {
  number:
    'number|id|no|nr|num|nummer|número|numéro|numero|numer|číslo|číslem|номер|numara|رقم|מספר|संख्या|नंबर|号|号码|编号|番号|번호|หมายเลข|เลขที่|số|mã|αριθμ|număr|szám|code|reference|referenz',
  name: 'name|namn|navn|nombre|nom|nome|naam|imię|imieniem|jméno|имя|ім’я|isim|adım|اسم|שם|नाम|名字|姓名|名前|이름|ชื่อ|tên|όνομα|nume|név|nimi',
  ticket:
    'ticket|tiquet|zgłoszeni|тикет|заявк|תקלה|टिकट|工单|チケット|티켓|ตั๋ว|تذكرة|bilet|case|vorgang|αίτημα|ärende|sag|sak|tiket',
  order:
    'order|bestellung|bestell|auftrag|pedido|commande|ordine|encomenda|bestelling|zamówieni|objednávk|заказ|замовленн|sipariş|طلب|הזמנה|ऑर्डर|订单|注文|주문|คำสั่งซื้อ|đơn hàng|παραγγελ|comand|beställning|rendelés|bestilling|ordre|tilau',
  plan: 'plan|tariff|tarif|tarifa|tariffa|taryf|abo|abonnement|abonament|abbonamento|assinatura|suscripción|subscription|předplatn|тариф|пакет|paket|باقة|خطة|תוכנית|מסלול|प्लान|योजना|套餐|プラン|요금제|แพ็กเกจ|แพลน|gói|πακέτ|πρόγραμμα|előfizetés|csomag|tilausmalli',
  customer:
    'customer|kunden|kunde|cliente|client|klant|klient|zákazní|клиент|клієнт|müşteri|عميل|לקוח|ग्राहक|客户|顧客|고객|ลูกค้า|khách hàng|πελάτ|kund|ügyfél|asiakas',
  email:
    'email|mail|mailadresse|correo|courriel|почт|пошт|eposta|بريد|אימייל|ईमेल|邮箱|电子邮件|メール|이메일|อีเมล|sähköposti',
  phone:
    'phone|telefon|teléfono|téléphone|telefono|telefone|телефон|هاتف|טלפון|फ़ोन|फोन|电话|電話|전화|โทรศัพท์|điện thoại|τηλέφων|puhelin|mobile|handy',
  address:
    'address|adresse|anschrift|dirección|indirizzo|endereço|adres|adresu|адрес|عنوان|כתובת|पता|地址|住所|주소|ที่อยู่|địa chỉ|διεύθυνσ|cím|osoite|adress',
  status:
    'status|stand|estado|statut|état|stato|stav|статус|durum|حالة|סטטוס|מצב|स्थिति|状态|状態|ステータス|상태|สถานะ|trạng thái|κατάσταση|stare|állapot|tila',
  balance:
    'balance|saldo|guthaben|kontostand|solde|stan konta|zůstatek|баланс|остаток|bakiye|رصيد|יתרה|शेष|余额|残高|잔액|ยอดเงิน|số dư|υπόλοιπ|sold|egyenleg',
  invoice:
    'invoice|rechnung|factura|facture|fattura|fatura|factuur|faktur|счет|счёт|рахунок|فاتورة|חשבונית|चालान|发票|請求|인보이스|ใบแจ้งหนี้|hóa đơn|τιμολόγι|számla|lasku',
  account:
    'account|konto|cuenta|compte|conto|conta|rekening|účet|аккаунт|акаунт|hesap|حساب|חשבון|खाता|账户|帐户|アカウント|계정|บัญชี|tài khoản|λογαριασμ|cont|fiók|tili',
  contract:
    'contract|vertrag|contrato|contrat|contratto|umow|smlouv|договор|договір|sözleşme|عقد|חוזה|अनुबंध|合同|契約|계약|สัญญา|hợp đồng|συμβόλαι|avtal|szerződés|kontrakt|sopimu',
  tracking:
    'tracking|sendung|seguimiento|suivi|tracciamento|rastreamento|śledzeni|sledování|отслеживан|трек|takip|تتبع|מעקב|ट्रैकिंग|物流|追跡|운송장|ติดตาม|vận đơn|αποστολ|urmărire|spårning|nyomkövet|sporing|seuranta',
  date: 'date|datum|fecha|data|дата|tarih|تاريخ|תאריך|तारीख|日期|日付|날짜|วันที่|ngày|ημερομηνί|dátum|dato|päivämäärä',
  points:
    'points|punkte|puntos|punti|pontos|punten|punkt|bod|балл|бал|puan|نقاط|נקודות|अंक|积分|ポイント|포인트|คะแนน|điểm|πόντ|puncte|poäng|pont|pistee',
};

/** Words by which people mean themselves, over all languages. */
export const OWN_WORDS =
  'my|mine|i|me|our|we|mein|meine|meinen|meiner|meinem|meines|ich|mir|mich|unser|unsere|mi|mis|yo|tengo|mío|mon|ma|mes|je|j|ai|notre|mio|mia|miei|mie|ho|meu|minha|meus|tenho|mijn|ik|heb|mój|moja|moje|mam|mojego|mojej|můj|má|mé|moje|mám|mého|мой|моя|моё|мое|мои|моего|моей|меня|мне|мій|моє|мої|мого|моєї|мене|benim|لدي|عندي|שלי|לי|मेरा|मेरी|मेरे|我|我的|私|私の|僕|내|제|나의|저의|ของฉัน|ฉัน|ผม|ของผม|tôi|của tôi|μου|έχω|meu|mea|mele|am|min|mitt|mina|jag|az én|enyém|mit|mine|jeg|minun';

/** Endings that mean «my» on the noun itself: Turkish and Hungarian, Finnish, Arabic. */
export const OWN_ENDINGS = ['m', 'ni', 'ي'];

/** Words that only ask: question words, articles, forms of to be, to have, to know, to tell. */
export const ASKING_WORDS =
  'what|whats|which|who|is|are|was|the|a|an|do|does|have|has|on|got|tell|know|can|could|you|please|under|for|of|current|currently|show|give|am|what’s|name|' +
  'was|welche|welchen|welcher|welches|wie|ist|lautet|sind|der|die|das|den|habe|hab|haben|sie|du|kannst|können|mir|sagen|sag|bitte|zu|aktuell|aktueller|aktuellen|heißt|nochmal|denn|' +
  'qué|cuál|cual|que|es|el|la|los|tengo|mi|dime|puede|puedes|decirme|por|favor|de|actual|' +
  'quel|quelle|quels|est|le|les|c|ce|quoi|ai|t|il|dis|moi|pouvez|peux|vous|tu|dire|s|plaît|actuel|actuelle|du|un|une|' +
  'qual|quale|è|il|lo|ho|che|cosa|puoi|può|dirmi|per|favore|del|mio|o|os|as|tenho|eu|meu|minha|você|pode|dizer|por|da|do|' +
  'wat|welk|hoe|het|de|heb|mag|kun|kunt|je|u|zeggen|alsjeblieft|van|' +
  'jaki|jaka|jakie|jest|mam|czy|możesz|podać|proszę|jaký|jaká|jaké|je|mám|můžete|říct|prosím|' +
  'какой|какая|какое|каков|мой|у|скажите|скажи|пожалуйста|есть|сейчас|подскажите|який|яка|яке|скажіть|будь|ласка|зараз|' +
  'ne|nedir|hangi|kaç|lütfen|söyler|misin|misiniz|ما|هو|هي|ماذا|أي|من|فضلك|כמה|מה|מהו|מהי|איזה|איזו|הוא|היא|בבקשה|את|' +
  'क्या|है|कौन|सा|सी|कृपया|बताइए|बताओ|का|की|के|是|什么|多少|哪个|哪|的|请|问|吗|告诉|请问|几|は|何|です|か|の|教えて|ください|を|が|なん|뭐|무엇|인가요|이|가|은|는|알려|주세요|뭐예요|입니까|' +
  'คือ|อะไร|อยู่|ไหน|เท่าไหร่|เท่าไร|ของ|là|gì|nào|bao|nhiêu|cho|biết|của|τι|ποιο|ποια|ποιος|είναι|το|η|ο|' +
  'care|este|e|ce|meu|mea|îmi|puteți|spune|vă|rog|vilket|vilken|vad|är|har|jag|snälla|mi|milyen|melyik|a|az|van|' +
  'hvad|hvilket|hvilken|er|har|jeg|mit|hva|hvilket|mitt|mikä|on|mitä|minulla';
