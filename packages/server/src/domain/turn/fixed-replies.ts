/** What a fixed reply says; its text stands in `FIXED_REPLIES` for each language. */
export type FixedReplyKey =
  /** The agent does not know and asks «shall I ask a person?». */
  | 'unknown_with_offer'
  /** The agent does not know, and there are no people to ask. */
  | 'unknown'
  /** The visitor wants a person, and one has been asked. */
  | 'handoff_confirmed'
  /** The visitor wants a person, but people are switched off. */
  | 'handoff_unavailable'
  /** Whether a person shall be asked, before one is. */
  | 'handoff_question'
  /** The visitor wants a person, and people are out of hours. */
  | 'out_of_hours'
  /** The same where it is known when they are back: `{{back_at}}`. */
  | 'out_of_hours_until'
  /** The visitor said no to the offer of a person. */
  | 'offer_declined';

type FixedReplies = { readonly [key in FixedReplyKey]: string };

/** The text of a fixed reply in `language` (ISO 639-1, region and case ignored), else in `fallback`, else in English. */
export function fixedReply(key: FixedReplyKey, language: string | null, fallback: string): string {
  return (catalogueOf(language) ?? catalogueOf(fallback) ?? ENGLISH)[key];
}

/** Whether fixed replies exist in this language. */
export function hasFixedReplies(language: string | null): boolean {
  return catalogueOf(language) !== undefined;
}

function catalogueOf(language: string | null): FixedReplies | undefined {
  if (language === null) return undefined;
  const primary = language.toLowerCase().split(/[-_]/, 1)[0] ?? '';
  // Norwegian arrives as its macro code or as one of its two written forms.
  return CATALOGUE.get(primary === 'nb' || primary === 'nn' ? 'no' : primary);
}

const ENGLISH: FixedReplies = {
  unknown_with_offer: "I don't know the answer to that. Shall I ask a person from our team?",
  unknown: "I'm sorry, I don't know the answer to that.",
  handoff_confirmed: "I've asked a person from our team to join. They will reply here.",
  handoff_unavailable: "I'm sorry, nobody from our team can join this chat right now.",
  handoff_question: 'Shall I ask a person from our team to join?',
  out_of_hours: "I'm sorry, nobody from our team is here right now.",
  out_of_hours_until: "I'm sorry, nobody from our team is here right now. They are back {{back_at}}.",
  offer_declined: 'All right. What else can I do for you?',
};

const CATALOGUE: ReadonlyMap<string, FixedReplies> = new Map(
  Object.entries({
    en: ENGLISH,
    de: {
      unknown_with_offer: 'Darauf weiß ich leider keine Antwort. Soll ich einen Menschen aus unserem Team fragen?',
      unknown: 'Darauf weiß ich leider keine Antwort.',
      handoff_confirmed: 'Ich habe einen Menschen aus unserem Team dazugebeten. Die Antwort kommt hier.',
      handoff_unavailable: 'Leider kann gerade niemand aus unserem Team an diesem Chat teilnehmen.',
      handoff_question: 'Soll ich einen Menschen aus unserem Team dazubitten?',
      out_of_hours: 'Leider ist gerade niemand aus unserem Team da.',
      out_of_hours_until: 'Leider ist gerade niemand aus unserem Team da. Wir sind wieder da: {{back_at}}.',
      offer_declined: 'In Ordnung. Was kann ich sonst für Sie tun?',
    },
    es: {
      unknown_with_offer: 'No sé la respuesta a eso. ¿Quiere que le pregunte a una persona de nuestro equipo?',
      unknown: 'Lo siento, no sé la respuesta a eso.',
      handoff_confirmed: 'He pedido a una persona de nuestro equipo que se una. Le responderá aquí.',
      handoff_unavailable: 'Lo siento, ahora mismo nadie de nuestro equipo puede unirse a este chat.',
      handoff_question: '¿Quiere que le pida a una persona de nuestro equipo que se una?',
      out_of_hours: 'Lo siento, ahora mismo no hay nadie de nuestro equipo.',
      out_of_hours_until: 'Lo siento, ahora mismo no hay nadie de nuestro equipo. Volvemos: {{back_at}}.',
      offer_declined: 'De acuerdo. ¿En qué más puedo ayudarle?',
    },
    fr: {
      unknown_with_offer: 'Je ne connais pas la réponse. Voulez-vous que je demande à une personne de notre équipe ?',
      unknown: 'Désolé, je ne connais pas la réponse.',
      handoff_confirmed: "J'ai demandé à une personne de notre équipe de nous rejoindre. Elle vous répondra ici.",
      handoff_unavailable: "Désolé, personne de notre équipe ne peut rejoindre cette conversation pour l'instant.",
      handoff_question: 'Voulez-vous que je demande à une personne de notre équipe de nous rejoindre ?',
      out_of_hours: "Désolé, personne de notre équipe n'est là pour l'instant.",
      out_of_hours_until: "Désolé, personne de notre équipe n'est là pour l'instant. De retour : {{back_at}}.",
      offer_declined: "D'accord. Que puis-je faire d'autre pour vous ?",
    },
    it: {
      unknown_with_offer: 'Non conosco la risposta. Vuole che chieda a una persona del nostro team?',
      unknown: 'Mi dispiace, non conosco la risposta.',
      handoff_confirmed: 'Ho chiesto a una persona del nostro team di unirsi. Le risponderà qui.',
      handoff_unavailable: 'Mi dispiace, al momento nessuno del nostro team può unirsi a questa chat.',
      handoff_question: 'Vuole che chieda a una persona del nostro team di unirsi?',
      out_of_hours: "Mi dispiace, al momento non c'è nessuno del nostro team.",
      out_of_hours_until: "Mi dispiace, al momento non c'è nessuno del nostro team. Torniamo: {{back_at}}.",
      offer_declined: "Va bene. Che cos'altro posso fare per Lei?",
    },
    pt: {
      unknown_with_offer: 'Não sei a resposta a isso. Quer que eu pergunte a uma pessoa da nossa equipe?',
      unknown: 'Desculpe, não sei a resposta a isso.',
      handoff_confirmed: 'Pedi a uma pessoa da nossa equipe que entrasse na conversa. Ela responderá aqui.',
      handoff_unavailable: 'Desculpe, ninguém da nossa equipe pode entrar nesta conversa agora.',
      handoff_question: 'Quer que eu peça a uma pessoa da nossa equipe que entre na conversa?',
      out_of_hours: 'Desculpe, não há ninguém da nossa equipe agora.',
      out_of_hours_until: 'Desculpe, não há ninguém da nossa equipe agora. Voltamos: {{back_at}}.',
      offer_declined: 'Tudo bem. Em que mais posso ajudar?',
    },
    nl: {
      unknown_with_offer: 'Dat weet ik niet. Zal ik het aan iemand van ons team vragen?',
      unknown: 'Het spijt me, dat weet ik niet.',
      handoff_confirmed: 'Ik heb iemand van ons team gevraagd om mee te doen. Het antwoord komt hier.',
      handoff_unavailable: 'Het spijt me, er kan nu niemand van ons team aan deze chat deelnemen.',
      handoff_question: 'Zal ik iemand van ons team vragen om mee te doen?',
      out_of_hours: 'Het spijt me, er is nu niemand van ons team aanwezig.',
      out_of_hours_until: 'Het spijt me, er is nu niemand van ons team aanwezig. We zijn terug: {{back_at}}.',
      offer_declined: 'Goed. Waarmee kan ik u nog meer helpen?',
    },
    pl: {
      unknown_with_offer: 'Nie znam odpowiedzi na to pytanie. Czy mam zapytać osobę z naszego zespołu?',
      unknown: 'Przepraszam, nie znam odpowiedzi na to pytanie.',
      handoff_confirmed: 'Poprosiłem osobę z naszego zespołu o dołączenie. Odpowie tutaj.',
      handoff_unavailable: 'Przepraszam, nikt z naszego zespołu nie może teraz dołączyć do tej rozmowy.',
      handoff_question: 'Czy mam poprosić osobę z naszego zespołu o dołączenie?',
      out_of_hours: 'Przepraszam, teraz nie ma nikogo z naszego zespołu.',
      out_of_hours_until: 'Przepraszam, teraz nie ma nikogo z naszego zespołu. Wracamy: {{back_at}}.',
      offer_declined: 'Dobrze. W czym jeszcze mogę pomóc?',
    },
    cs: {
      unknown_with_offer: 'Na to neznám odpověď. Mám se zeptat někoho z našeho týmu?',
      unknown: 'Je mi líto, na to neznám odpověď.',
      handoff_confirmed: 'Požádal jsem někoho z našeho týmu, aby se připojil. Odpoví vám zde.',
      handoff_unavailable: 'Je mi líto, nikdo z našeho týmu se teď k tomuto chatu nemůže připojit.',
      handoff_question: 'Mám požádat někoho z našeho týmu, aby se připojil?',
      out_of_hours: 'Je mi líto, teď tu nikdo z našeho týmu není.',
      out_of_hours_until: 'Je mi líto, teď tu nikdo z našeho týmu není. Jsme zpět: {{back_at}}.',
      offer_declined: 'Dobře. S čím ještě mohu pomoci?',
    },
    ru: {
      unknown_with_offer: 'Я не знаю ответа на этот вопрос. Позвать сотрудника нашей команды?',
      unknown: 'К сожалению, я не знаю ответа на этот вопрос.',
      handoff_confirmed: 'Я позвал сотрудника нашей команды. Вам ответят здесь.',
      handoff_unavailable: 'К сожалению, сейчас никто из нашей команды не может присоединиться к этому чату.',
      handoff_question: 'Позвать сотрудника нашей команды?',
      out_of_hours: 'К сожалению, сейчас никого из нашей команды нет на месте.',
      out_of_hours_until: 'К сожалению, сейчас никого из нашей команды нет на месте. Мы вернёмся: {{back_at}}.',
      offer_declined: 'Хорошо. Чем ещё могу помочь?',
    },
    uk: {
      unknown_with_offer: 'Я не знаю відповіді на це запитання. Покликати когось із нашої команди?',
      unknown: 'На жаль, я не знаю відповіді на це запитання.',
      handoff_confirmed: 'Я попросив людину з нашої команди приєднатися. Вам дадуть відповідь тут.',
      handoff_unavailable: 'На жаль, зараз ніхто з нашої команди не може приєднатися до цього чату.',
      handoff_question: 'Покликати когось із нашої команди?',
      out_of_hours: 'На жаль, зараз нікого з нашої команди немає на місці.',
      out_of_hours_until: 'На жаль, зараз нікого з нашої команди немає на місці. Ми повернемося: {{back_at}}.',
      offer_declined: 'Добре. Чим ще можу допомогти?',
    },
    tr: {
      unknown_with_offer: 'Bunun cevabını bilmiyorum. Ekibimizden birine sorayım mı?',
      unknown: 'Üzgünüm, bunun cevabını bilmiyorum.',
      handoff_confirmed: 'Ekibimizden birinin katılmasını istedim. Size buradan cevap verecek.',
      handoff_unavailable: 'Üzgünüm, şu anda ekibimizden kimse bu sohbete katılamıyor.',
      handoff_question: 'Ekibimizden birinin katılmasını isteyeyim mi?',
      out_of_hours: 'Üzgünüm, şu anda ekibimizden kimse burada değil.',
      out_of_hours_until: 'Üzgünüm, şu anda ekibimizden kimse burada değil. Dönüş: {{back_at}}.',
      offer_declined: 'Tamam. Başka nasıl yardımcı olabilirim?',
    },
    ar: {
      unknown_with_offer: 'لا أعرف الإجابة عن ذلك. هل تريد أن أسأل شخصًا من فريقنا؟',
      unknown: 'عذرًا، لا أعرف الإجابة عن ذلك.',
      handoff_confirmed: 'طلبتُ من شخص من فريقنا الانضمام. سيرد عليك هنا.',
      handoff_unavailable: 'عذرًا، لا يستطيع أحد من فريقنا الانضمام إلى هذه المحادثة الآن.',
      handoff_question: 'هل تريد أن أطلب من شخص من فريقنا الانضمام؟',
      out_of_hours: 'عذرًا، لا يوجد أحد من فريقنا الآن.',
      out_of_hours_until: 'عذرًا، لا يوجد أحد من فريقنا الآن. نعود: {{back_at}}.',
      offer_declined: 'حسنًا. بماذا يمكنني مساعدتك أيضًا؟',
    },
    he: {
      unknown_with_offer: 'אין לי תשובה לכך. לשאול אדם מהצוות שלנו?',
      unknown: 'מצטערים, אין לי תשובה לכך.',
      handoff_confirmed: 'ביקשתי מאדם מהצוות שלנו להצטרף. התשובה תגיע לכאן.',
      handoff_unavailable: "מצטערים, אף אחד מהצוות שלנו לא יכול להצטרף לצ'אט כרגע.",
      handoff_question: 'לבקש מאדם מהצוות שלנו להצטרף?',
      out_of_hours: 'מצטערים, אף אחד מהצוות שלנו אינו כאן כרגע.',
      out_of_hours_until: 'מצטערים, אף אחד מהצוות שלנו אינו כאן כרגע. נחזור: {{back_at}}.',
      offer_declined: 'בסדר. במה עוד אפשר לעזור?',
    },
    hi: {
      unknown_with_offer: 'मुझे इसका उत्तर नहीं पता। क्या मैं हमारी टीम के किसी व्यक्ति से पूछूँ?',
      unknown: 'क्षमा करें, मुझे इसका उत्तर नहीं पता।',
      handoff_confirmed: 'मैंने हमारी टीम के एक व्यक्ति से जुड़ने को कहा है। वे यहीं उत्तर देंगे।',
      handoff_unavailable: 'क्षमा करें, अभी हमारी टीम का कोई व्यक्ति इस चैट में नहीं जुड़ सकता।',
      handoff_question: 'क्या मैं हमारी टीम के किसी व्यक्ति से जुड़ने को कहूँ?',
      out_of_hours: 'क्षमा करें, अभी हमारी टीम का कोई व्यक्ति यहाँ नहीं है।',
      out_of_hours_until: 'क्षमा करें, अभी हमारी टीम का कोई व्यक्ति यहाँ नहीं है। हम लौटेंगे: {{back_at}}।',
      offer_declined: 'ठीक है। मैं और क्या मदद कर सकता हूँ?',
    },
    zh: {
      unknown_with_offer: '这个问题我不知道答案。需要我请我们团队的人员来解答吗？',
      unknown: '抱歉，这个问题我不知道答案。',
      handoff_confirmed: '我已请我们团队的人员加入，他们会在这里回复您。',
      handoff_unavailable: '抱歉，目前我们团队没有人员可以加入此对话。',
      handoff_question: '需要我请我们团队的人员加入吗？',
      out_of_hours: '抱歉，目前我们团队没有人在。',
      out_of_hours_until: '抱歉，目前我们团队没有人在。我们将于{{back_at}}回来。',
      offer_declined: '好的。还有什么可以帮您的吗？',
    },
    ja: {
      unknown_with_offer: 'その質問の答えはわかりません。担当者に聞いてみましょうか？',
      unknown: '申し訳ありませんが、その質問の答えはわかりません。',
      handoff_confirmed: '担当者をお呼びしました。こちらで返信いたします。',
      handoff_unavailable: '申し訳ありませんが、現在このチャットに参加できる担当者がおりません。',
      handoff_question: '担当者をお呼びしましょうか？',
      out_of_hours: '申し訳ありませんが、現在担当者が不在です。',
      out_of_hours_until: '申し訳ありませんが、現在担当者が不在です。{{back_at}}に戻ります。',
      offer_declined: '承知しました。ほかにお手伝いできることはありますか？',
    },
    ko: {
      unknown_with_offer: '그 질문의 답을 모르겠습니다. 저희 팀의 담당자에게 물어볼까요?',
      unknown: '죄송합니다. 그 질문의 답을 모르겠습니다.',
      handoff_confirmed: '저희 팀의 담당자에게 참여를 요청했습니다. 여기에서 답변드릴 것입니다.',
      handoff_unavailable: '죄송합니다. 지금은 이 채팅에 참여할 수 있는 담당자가 없습니다.',
      handoff_question: '저희 팀의 담당자에게 참여를 요청할까요?',
      out_of_hours: '죄송합니다. 지금은 담당자가 자리에 없습니다.',
      out_of_hours_until: '죄송합니다. 지금은 담당자가 자리에 없습니다. 복귀: {{back_at}}.',
      offer_declined: '알겠습니다. 더 도와드릴 일이 있을까요?',
    },
    th: {
      unknown_with_offer: 'ฉันไม่ทราบคำตอบของเรื่องนี้ ต้องการให้สอบถามเจ้าหน้าที่ในทีมของเราไหม',
      unknown: 'ขออภัย ฉันไม่ทราบคำตอบของเรื่องนี้',
      handoff_confirmed: 'ฉันได้ขอให้เจ้าหน้าที่ในทีมของเราเข้าร่วมแล้ว เจ้าหน้าที่จะตอบที่นี่',
      handoff_unavailable: 'ขออภัย ขณะนี้ไม่มีเจ้าหน้าที่ในทีมของเราที่เข้าร่วมแชทนี้ได้',
      handoff_question: 'ต้องการให้เจ้าหน้าที่ในทีมของเราเข้าร่วมไหม',
      out_of_hours: 'ขออภัย ขณะนี้ไม่มีเจ้าหน้าที่ในทีมของเราอยู่',
      out_of_hours_until: 'ขออภัย ขณะนี้ไม่มีเจ้าหน้าที่ในทีมของเราอยู่ เราจะกลับมา: {{back_at}}',
      offer_declined: 'ได้เลย มีอะไรให้ช่วยอีกไหม',
    },
    vi: {
      unknown_with_offer: 'Tôi không biết câu trả lời. Bạn có muốn tôi hỏi một người trong nhóm của chúng tôi không?',
      unknown: 'Xin lỗi, tôi không biết câu trả lời.',
      handoff_confirmed: 'Tôi đã nhờ một người trong nhóm của chúng tôi tham gia. Họ sẽ trả lời bạn tại đây.',
      handoff_unavailable: 'Xin lỗi, hiện không có ai trong nhóm của chúng tôi có thể tham gia cuộc trò chuyện này.',
      handoff_question: 'Bạn có muốn tôi nhờ một người trong nhóm của chúng tôi tham gia không?',
      out_of_hours: 'Xin lỗi, hiện không có ai trong nhóm của chúng tôi ở đây.',
      out_of_hours_until: 'Xin lỗi, hiện không có ai trong nhóm của chúng tôi ở đây. Chúng tôi trở lại: {{back_at}}.',
      offer_declined: 'Được rồi. Tôi có thể giúp gì thêm cho bạn?',
    },
    el: {
      unknown_with_offer: 'Δεν γνωρίζω την απάντηση. Θέλετε να ρωτήσω κάποιον από την ομάδα μας;',
      unknown: 'Λυπάμαι, δεν γνωρίζω την απάντηση.',
      handoff_confirmed: 'Ζήτησα από κάποιον από την ομάδα μας να συμμετάσχει. Θα σας απαντήσει εδώ.',
      handoff_unavailable: 'Λυπάμαι, κανείς από την ομάδα μας δεν μπορεί να συμμετάσχει στη συνομιλία αυτή τη στιγμή.',
      handoff_question: 'Θέλετε να ζητήσω από κάποιον από την ομάδα μας να συμμετάσχει;',
      out_of_hours: 'Λυπάμαι, αυτή τη στιγμή δεν είναι κανείς από την ομάδα μας εδώ.',
      out_of_hours_until: 'Λυπάμαι, αυτή τη στιγμή δεν είναι κανείς από την ομάδα μας εδώ. Επιστρέφουμε: {{back_at}}.',
      offer_declined: 'Εντάξει. Τι άλλο μπορώ να κάνω για εσάς;',
    },
    ro: {
      unknown_with_offer: 'Nu cunosc răspunsul. Doriți să întreb o persoană din echipa noastră?',
      unknown: 'Îmi pare rău, nu cunosc răspunsul.',
      handoff_confirmed: 'Am rugat o persoană din echipa noastră să se alăture. Vă va răspunde aici.',
      handoff_unavailable: 'Îmi pare rău, momentan nimeni din echipa noastră nu se poate alătura acestei conversații.',
      handoff_question: 'Doriți să rog o persoană din echipa noastră să se alăture?',
      out_of_hours: 'Îmi pare rău, momentan nu este nimeni din echipa noastră.',
      out_of_hours_until: 'Îmi pare rău, momentan nu este nimeni din echipa noastră. Revenim: {{back_at}}.',
      offer_declined: 'În regulă. Cu ce altceva vă pot ajuta?',
    },
    sv: {
      unknown_with_offer: 'Det vet jag inte. Ska jag fråga någon i vårt team?',
      unknown: 'Tyvärr vet jag inte det.',
      handoff_confirmed: 'Jag har bett någon i vårt team att ansluta. Svaret kommer här.',
      handoff_unavailable: 'Tyvärr kan ingen i vårt team ansluta till den här chatten just nu.',
      handoff_question: 'Ska jag be någon i vårt team att ansluta?',
      out_of_hours: 'Tyvärr är ingen i vårt team här just nu.',
      out_of_hours_until: 'Tyvärr är ingen i vårt team här just nu. Vi är tillbaka: {{back_at}}.',
      offer_declined: 'Okej. Vad kan jag mer hjälpa dig med?',
    },
    hu: {
      unknown_with_offer: 'Erre nem tudom a választ. Megkérdezzek valakit a csapatunkból?',
      unknown: 'Sajnálom, erre nem tudom a választ.',
      handoff_confirmed: 'Megkértem valakit a csapatunkból, hogy csatlakozzon. Itt fog válaszolni.',
      handoff_unavailable: 'Sajnálom, most senki sem tud csatlakozni a csapatunkból ehhez a beszélgetéshez.',
      handoff_question: 'Megkérjek valakit a csapatunkból, hogy csatlakozzon?',
      out_of_hours: 'Sajnálom, most senki sincs itt a csapatunkból.',
      out_of_hours_until: 'Sajnálom, most senki sincs itt a csapatunkból. Újra itt: {{back_at}}.',
      offer_declined: 'Rendben. Miben segíthetek még?',
    },
    da: {
      unknown_with_offer: 'Det ved jeg ikke. Skal jeg spørge en fra vores team?',
      unknown: 'Det ved jeg desværre ikke.',
      handoff_confirmed: 'Jeg har bedt en fra vores team om at deltage. Svaret kommer her.',
      handoff_unavailable: 'Desværre kan ingen fra vores team deltage i denne chat lige nu.',
      handoff_question: 'Skal jeg bede en fra vores team om at deltage?',
      out_of_hours: 'Desværre er ingen fra vores team her lige nu.',
      out_of_hours_until: 'Desværre er ingen fra vores team her lige nu. Vi er tilbage: {{back_at}}.',
      offer_declined: 'Okay. Hvad kan jeg ellers hjælpe med?',
    },
    fi: {
      unknown_with_offer: 'En tiedä vastausta tähän. Kysynkö tiimimme jäseneltä?',
      unknown: 'Valitettavasti en tiedä vastausta tähän.',
      handoff_confirmed: 'Pyysin tiimimme jäsentä liittymään keskusteluun. Hän vastaa täällä.',
      handoff_unavailable: 'Valitettavasti kukaan tiimistämme ei voi liittyä tähän keskusteluun juuri nyt.',
      handoff_question: 'Pyydänkö tiimimme jäsentä liittymään keskusteluun?',
      out_of_hours: 'Valitettavasti kukaan tiimistämme ei ole paikalla juuri nyt.',
      out_of_hours_until: 'Valitettavasti kukaan tiimistämme ei ole paikalla juuri nyt. Palaamme: {{back_at}}.',
      offer_declined: 'Selvä. Miten muuten voin auttaa?',
    },
    no: {
      unknown_with_offer: 'Det vet jeg ikke. Skal jeg spørre noen i teamet vårt?',
      unknown: 'Det vet jeg dessverre ikke.',
      handoff_confirmed: 'Jeg har bedt noen i teamet vårt om å bli med. Svaret kommer her.',
      handoff_unavailable: 'Dessverre kan ingen i teamet vårt bli med i denne chatten akkurat nå.',
      handoff_question: 'Skal jeg be noen i teamet vårt om å bli med?',
      out_of_hours: 'Dessverre er ingen i teamet vårt her akkurat nå.',
      out_of_hours_until: 'Dessverre er ingen i teamet vårt her akkurat nå. Vi er tilbake: {{back_at}}.',
      offer_declined: 'Greit. Hva mer kan jeg hjelpe deg med?',
    },
  } satisfies { readonly [language: string]: FixedReplies }),
);
