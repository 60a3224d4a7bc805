// A catalogue, hence its length: what the agent says of itself and in passing, by language.

/** `{name}` is the agent's name, `{language}` a language's name, `{text}` what the visitor asked before. */
export type SmallTalkReplies = {
  readonly greeting: string;
  readonly thanks: string;
  readonly goodbye: string;
  readonly howAreYou: string;
  readonly identity: string;
  readonly bot: string;
  readonly abilities: string;
  readonly languages: string;
  readonly lastQuestion: string;
};

const replies = (
  greeting: string,
  thanks: string,
  goodbye: string,
  howAreYou: string,
  [identity, bot, abilities, languages, lastQuestion]: readonly [string, string, string, string, string],
): SmallTalkReplies => ({ greeting, thanks, goodbye, howAreYou, identity, bot, abilities, languages, lastQuestion });

const ENGLISH = replies(
  "Hello! I'm {name}. How can I help you?",
  "You're welcome! Is there anything else I can do for you?",
  'Goodbye! Have a nice day.',
  "I'm fine, thank you! How can I help you?",
  [
    "I'm {name}, an AI assistant. I answer questions from our articles.",
    "I'm {name}, an AI assistant, not a person.",
    "I'm {name}, an AI assistant. Ask me a question, and I'll look for the answer in our articles.",
    'My main language is {language}. You can write to me in other languages too; I answer in the language of our articles.',
    'You asked: “{text}”',
  ],
);

/** Replies by ISO 639-1 language. */
export const SMALL_TALK_REPLIES: { readonly [language: string]: SmallTalkReplies } = {
  en: ENGLISH,
  de: replies(
    'Hallo! Ich bin {name}. Wie kann ich helfen?',
    'Gern geschehen! Kann ich noch etwas für Sie tun?',
    'Auf Wiedersehen! Einen schönen Tag noch.',
    'Mir geht es gut, danke! Wie kann ich helfen?',
    [
      'Ich bin {name}, ein KI-Assistent. Ich beantworte Fragen aus unseren Artikeln.',
      'Ich bin {name}, ein KI-Assistent, kein Mensch.',
      'Ich bin {name}, ein KI-Assistent. Stellen Sie mir eine Frage, und ich suche die Antwort in unseren Artikeln.',
      'Meine Hauptsprache ist {language}. Sie können mir auch in anderen Sprachen schreiben; ich antworte in der Sprache unserer Artikel.',
      'Sie haben gefragt: „{text}“',
    ],
  ),
  es: replies(
    '¡Hola! Soy {name}. ¿En qué puedo ayudarle?',
    '¡De nada! ¿Puedo ayudarle en algo más?',
    '¡Hasta luego! Que tenga un buen día.',
    '¡Muy bien, gracias! ¿En qué puedo ayudarle?',
    [
      'Soy {name}, un asistente de IA. Respondo preguntas a partir de nuestros artículos.',
      'Soy {name}, un asistente de IA, no una persona.',
      'Soy {name}, un asistente de IA. Hágame una pregunta y buscaré la respuesta en nuestros artículos.',
      'Mi idioma principal es {language}. También puede escribirme en otros idiomas; respondo en el idioma de nuestros artículos.',
      'Usted preguntó: «{text}»',
    ],
  ),
  fr: replies(
    'Bonjour ! Je suis {name}. Comment puis-je vous aider ?',
    'Avec plaisir ! Puis-je faire autre chose pour vous ?',
    'Au revoir ! Bonne journée.',
    'Je vais bien, merci ! Comment puis-je vous aider ?',
    [
      'Je suis {name}, un assistant IA. Je réponds aux questions à partir de nos articles.',
      'Je suis {name}, un assistant IA, pas une personne.',
      'Je suis {name}, un assistant IA. Posez-moi une question et je chercherai la réponse dans nos articles.',
      "Ma langue principale est : {language}. Vous pouvez aussi m'écrire dans d'autres langues ; je réponds dans la langue de nos articles.",
      'Vous avez demandé : « {text} »',
    ],
  ),
  it: replies(
    'Ciao! Sono {name}. Come posso aiutarLa?',
    'Prego! Posso fare altro per Lei?',
    'Arrivederci! Buona giornata.',
    'Sto bene, grazie! Come posso aiutarLa?',
    [
      'Sono {name}, un assistente IA. Rispondo alle domande in base ai nostri articoli.',
      'Sono {name}, un assistente IA, non una persona.',
      'Sono {name}, un assistente IA. Mi faccia una domanda e cercherò la risposta nei nostri articoli.',
      'La mia lingua principale è: {language}. Può scrivermi anche in altre lingue; rispondo nella lingua dei nostri articoli.',
      'Ha chiesto: «{text}»',
    ],
  ),
  pt: replies(
    'Olá! Eu sou {name}. Como posso ajudar?',
    'De nada! Posso ajudar em mais alguma coisa?',
    'Até logo! Tenha um bom dia.',
    'Estou bem, obrigado! Como posso ajudar?',
    [
      'Eu sou {name}, um assistente de IA. Respondo a perguntas com base nos nossos artigos.',
      'Eu sou {name}, um assistente de IA, não uma pessoa.',
      'Eu sou {name}, um assistente de IA. Faça uma pergunta e procurarei a resposta nos nossos artigos.',
      'O meu idioma principal é: {language}. Também pode escrever em outros idiomas; respondo no idioma dos nossos artigos.',
      'Perguntou: “{text}”',
    ],
  ),
  nl: replies(
    'Hallo! Ik ben {name}. Waarmee kan ik u helpen?',
    'Graag gedaan! Kan ik nog iets voor u doen?',
    'Tot ziens! Fijne dag nog.',
    'Met mij gaat het goed, dank u! Waarmee kan ik u helpen?',
    [
      'Ik ben {name}, een AI-assistent. Ik beantwoord vragen uit onze artikelen.',
      'Ik ben {name}, een AI-assistent, geen mens.',
      'Ik ben {name}, een AI-assistent. Stel me een vraag, dan zoek ik het antwoord in onze artikelen.',
      'Mijn hoofdtaal is {language}. U kunt me ook in andere talen schrijven; ik antwoord in de taal van onze artikelen.',
      'U vroeg: “{text}”',
    ],
  ),
  pl: replies(
    'Dzień dobry! Jestem {name}. W czym mogę pomóc?',
    'Nie ma za co! Czy mogę pomóc w czymś jeszcze?',
    'Do widzenia! Miłego dnia.',
    'Dziękuję, dobrze! W czym mogę pomóc?',
    [
      'Jestem {name}, asystent AI. Odpowiadam na pytania na podstawie naszych artykułów.',
      'Jestem {name}, asystent AI, nie człowiek.',
      'Jestem {name}, asystent AI. Proszę zadać pytanie, a poszukam odpowiedzi w naszych artykułach.',
      'Mój główny język to {language}. Można też pisać w innych językach; odpowiadam w języku naszych artykułów.',
      'Pytanie brzmiało: „{text}”',
    ],
  ),
  cs: replies(
    'Dobrý den! Jsem {name}. Jak mohu pomoci?',
    'Rádo se stalo! Mohu pomoci ještě s něčím?',
    'Na shledanou! Hezký den.',
    'Mám se dobře, děkuji! Jak mohu pomoci?',
    [
      'Jsem {name}, asistent s umělou inteligencí. Odpovídám na otázky podle našich článků.',
      'Jsem {name}, asistent s umělou inteligencí, ne člověk.',
      'Jsem {name}, asistent s umělou inteligencí. Položte mi otázku a já vyhledám odpověď v našich článcích.',
      'Můj hlavní jazyk je {language}. Můžete mi psát i v jiných jazycích; odpovídám v jazyce našich článků.',
      'Ptali jste se: „{text}“',
    ],
  ),
  ru: replies(
    'Здравствуйте! Я {name}. Чем могу помочь?',
    'Пожалуйста! Могу ли я ещё чем-нибудь помочь?',
    'До свидания! Хорошего дня.',
    'Спасибо, хорошо! Чем могу помочь?',
    [
      'Я {name}, ИИ-ассистент. Отвечаю на вопросы по нашим статьям.',
      'Я {name}, ИИ-ассистент, а не человек.',
      'Я {name}, ИИ-ассистент. Задайте вопрос, и я поищу ответ в наших статьях.',
      'Мой основной язык — {language}. Можно писать и на других языках; я отвечаю на языке наших статей.',
      'Вы спросили: «{text}»',
    ],
  ),
  uk: replies(
    'Вітаю! Я {name}. Чим можу допомогти?',
    'Будь ласка! Чи можу ще чимось допомогти?',
    'До побачення! Гарного дня.',
    'Дякую, добре! Чим можу допомогти?',
    [
      'Я {name}, ШІ-асистент. Відповідаю на запитання за нашими статтями.',
      'Я {name}, ШІ-асистент, а не людина.',
      'Я {name}, ШІ-асистент. Поставте запитання, і я пошукаю відповідь у наших статтях.',
      'Моя основна мова — {language}. Можна писати й іншими мовами; я відповідаю мовою наших статей.',
      'Ви запитали: «{text}»',
    ],
  ),
  tr: replies(
    'Merhaba! Ben {name}. Size nasıl yardımcı olabilirim?',
    'Rica ederim! Başka bir konuda yardımcı olabilir miyim?',
    'Hoşça kalın! İyi günler.',
    'İyiyim, teşekkürler! Size nasıl yardımcı olabilirim?',
    [
      'Ben {name}, bir yapay zekâ asistanıyım. Soruları makalelerimizden yanıtlarım.',
      'Ben {name}, bir yapay zekâ asistanıyım, insan değilim.',
      'Ben {name}, bir yapay zekâ asistanıyım. Bana bir soru sorun, cevabını makalelerimizde arayayım.',
      'Ana dilim: {language}. Bana başka dillerde de yazabilirsiniz; makalelerimizin dilinde cevap veririm.',
      'Şunu sordunuz: “{text}”',
    ],
  ),
  ar: replies(
    'مرحبًا! أنا {name}. كيف يمكنني مساعدتك؟',
    'على الرحب والسعة! هل يمكنني مساعدتك في شيء آخر؟',
    'مع السلامة! أتمنى لك يومًا سعيدًا.',
    'أنا بخير، شكرًا! كيف يمكنني مساعدتك؟',
    [
      'أنا {name}، مساعد ذكاء اصطناعي. أجيب عن الأسئلة من مقالاتنا.',
      'أنا {name}، مساعد ذكاء اصطناعي ولست شخصًا.',
      'أنا {name}، مساعد ذكاء اصطناعي. اطرح عليّ سؤالًا وسأبحث عن الإجابة في مقالاتنا.',
      'لغتي الأساسية هي {language}. يمكنك الكتابة إليّ بلغات أخرى أيضًا؛ أجيب بلغة مقالاتنا.',
      'لقد سألت: «{text}»',
    ],
  ),
  he: replies(
    'שלום! אני {name}. איך אפשר לעזור?',
    'בשמחה! אפשר לעזור בעוד משהו?',
    'להתראות! יום נעים.',
    'הכול טוב, תודה! איך אפשר לעזור?',
    [
      'אני {name}, עוזר בינה מלאכותית. אני עונה על שאלות מתוך המאמרים שלנו.',
      'אני {name}, עוזר בינה מלאכותית ולא אדם.',
      'אני {name}, עוזר בינה מלאכותית. אפשר לשאול אותי שאלה, ואחפש את התשובה במאמרים שלנו.',
      'השפה העיקרית שלי היא {language}. אפשר לכתוב לי גם בשפות אחרות; אני עונה בשפת המאמרים שלנו.',
      'שאלת: “{text}”',
    ],
  ),
  hi: replies(
    'नमस्ते! मैं {name} हूँ। मैं आपकी कैसे मदद कर सकता हूँ?',
    'आपका स्वागत है! क्या मैं और कुछ मदद कर सकता हूँ?',
    'अलविदा! आपका दिन शुभ हो।',
    'मैं ठीक हूँ, धन्यवाद! मैं आपकी कैसे मदद कर सकता हूँ?',
    [
      'मैं {name} हूँ, एक एआई सहायक। मैं हमारे लेखों से सवालों के जवाब देता हूँ।',
      'मैं {name} हूँ, एक एआई सहायक, कोई व्यक्ति नहीं।',
      'मैं {name} हूँ, एक एआई सहायक। मुझसे सवाल पूछिए, मैं हमारे लेखों में उत्तर खोजूँगा।',
      'मेरी मुख्य भाषा {language} है। आप मुझे दूसरी भाषाओं में भी लिख सकते हैं; मैं हमारे लेखों की भाषा में उत्तर देता हूँ।',
      'आपने पूछा: “{text}”',
    ],
  ),
  zh: replies(
    '您好!我是{name}。有什么可以帮您的吗?',
    '不客气!还有什么可以帮您的吗?',
    '再见!祝您愉快。',
    '我很好,谢谢!有什么可以帮您的吗?',
    [
      '我是{name},一名 AI 助手。我根据我们的文章回答问题。',
      '我是{name},一名 AI 助手,不是真人。',
      '我是{name},一名 AI 助手。请向我提问,我会在我们的文章中查找答案。',
      '我的主要语言是{language}。您也可以用其他语言给我留言;我用文章的语言回答。',
      '您问的是:“{text}”',
    ],
  ),
  ja: replies(
    'こんにちは!{name}です。ご用件をお聞かせください。',
    'どういたしまして!ほかにお手伝いできることはありますか?',
    'さようなら!良い一日をお過ごしください。',
    '元気です、ありがとうございます!ご用件をお聞かせください。',
    [
      '{name}、AIアシスタントです。私たちの記事をもとに質問にお答えします。',
      '{name}、AIアシスタントです。人間ではありません。',
      '{name}、AIアシスタントです。ご質問いただければ、私たちの記事から答えを探します。',
      '主な言語は{language}です。ほかの言語でもお書きいただけます。記事の言語でお答えします。',
      'ご質問は「{text}」でした。',
    ],
  ),
  ko: replies(
    '안녕하세요! 저는 {name}입니다. 무엇을 도와드릴까요?',
    '천만에요! 더 도와드릴 일이 있을까요?',
    '안녕히 가세요! 좋은 하루 보내세요.',
    '잘 지내고 있습니다, 감사합니다! 무엇을 도와드릴까요?',
    [
      '저는 AI 도우미 {name}입니다. 저희 글을 바탕으로 질문에 답합니다.',
      '저는 AI 도우미 {name}이며, 사람이 아닙니다.',
      '저는 AI 도우미 {name}입니다. 질문하시면 저희 글에서 답을 찾아 드립니다.',
      '제 주 언어는 {language}입니다. 다른 언어로 쓰셔도 됩니다. 저희 글의 언어로 답합니다.',
      '질문하신 내용: “{text}”',
    ],
  ),
  th: replies(
    'สวัสดี! ฉันชื่อ {name} มีอะไรให้ช่วยไหม',
    'ยินดี! มีอะไรให้ช่วยอีกไหม',
    'ลาก่อน! ขอให้เป็นวันที่ดี',
    'ฉันสบายดี ขอบคุณ! มีอะไรให้ช่วยไหม',
    [
      'ฉันชื่อ {name} เป็นผู้ช่วย AI ฉันตอบคำถามจากบทความของเรา',
      'ฉันชื่อ {name} เป็นผู้ช่วย AI ไม่ใช่คน',
      'ฉันชื่อ {name} เป็นผู้ช่วย AI ถามคำถามได้เลย แล้วฉันจะค้นหาคำตอบในบทความของเรา',
      'ภาษาหลักของฉันคือ {language} คุณเขียนเป็นภาษาอื่นก็ได้ ฉันตอบเป็นภาษาของบทความ',
      'คุณถามว่า “{text}”',
    ],
  ),
  vi: replies(
    'Xin chào! Tôi là {name}. Tôi có thể giúp gì cho bạn?',
    'Không có gì! Tôi có thể giúp gì thêm cho bạn?',
    'Tạm biệt! Chúc bạn một ngày tốt lành.',
    'Tôi khỏe, cảm ơn bạn! Tôi có thể giúp gì cho bạn?',
    [
      'Tôi là {name}, một trợ lý AI. Tôi trả lời câu hỏi dựa trên các bài viết của chúng tôi.',
      'Tôi là {name}, một trợ lý AI, không phải người thật.',
      'Tôi là {name}, một trợ lý AI. Hãy đặt câu hỏi, tôi sẽ tìm câu trả lời trong các bài viết của chúng tôi.',
      'Ngôn ngữ chính của tôi là {language}. Bạn cũng có thể viết bằng ngôn ngữ khác; tôi trả lời bằng ngôn ngữ của bài viết.',
      'Bạn đã hỏi: “{text}”',
    ],
  ),
  el: replies(
    'Γεια σας! Είμαι ο βοηθός {name}. Πώς μπορώ να βοηθήσω;',
    'Παρακαλώ! Μπορώ να κάνω κάτι άλλο για εσάς;',
    'Αντίο! Καλή σας μέρα.',
    'Είμαι καλά, ευχαριστώ! Πώς μπορώ να βοηθήσω;',
    [
      'Είμαι ο {name}, βοηθός τεχνητής νοημοσύνης. Απαντώ σε ερωτήσεις από τα άρθρα μας.',
      'Είμαι ο {name}, βοηθός τεχνητής νοημοσύνης, όχι άνθρωπος.',
      'Είμαι ο {name}, βοηθός τεχνητής νοημοσύνης. Κάντε μου μια ερώτηση και θα αναζητήσω την απάντηση στα άρθρα μας.',
      'Η κύρια γλώσσα μου: {language}. Μπορείτε να μου γράψετε και σε άλλες γλώσσες· απαντώ στη γλώσσα των άρθρων μας.',
      'Ρωτήσατε: «{text}»',
    ],
  ),
  ro: replies(
    'Bună ziua! Sunt {name}. Cu ce vă pot ajuta?',
    'Cu plăcere! Vă mai pot ajuta cu ceva?',
    'La revedere! O zi bună.',
    'Sunt bine, mulțumesc! Cu ce vă pot ajuta?',
    [
      'Sunt {name}, un asistent AI. Răspund la întrebări din articolele noastre.',
      'Sunt {name}, un asistent AI, nu o persoană.',
      'Sunt {name}, un asistent AI. Puneți-mi o întrebare și voi căuta răspunsul în articolele noastre.',
      'Limba mea principală este {language}. Îmi puteți scrie și în alte limbi; răspund în limba articolelor noastre.',
      'Ați întrebat: „{text}”',
    ],
  ),
  sv: replies(
    'Hej! Jag heter {name}. Vad kan jag hjälpa dig med?',
    'Varsågod! Kan jag göra något mer för dig?',
    'Hej då! Ha en bra dag.',
    'Jag mår bra, tack! Vad kan jag hjälpa dig med?',
    [
      'Jag är {name}, en AI-assistent. Jag svarar på frågor utifrån våra artiklar.',
      'Jag är {name}, en AI-assistent, inte en människa.',
      'Jag är {name}, en AI-assistent. Ställ en fråga så letar jag efter svaret i våra artiklar.',
      'Mitt huvudspråk är {language}. Du kan skriva till mig på andra språk också; jag svarar på artiklarnas språk.',
      'Du frågade: ”{text}”',
    ],
  ),
  hu: replies(
    'Üdvözlöm! {name} vagyok. Miben segíthetek?',
    'Szívesen! Segíthetek még valamiben?',
    'Viszontlátásra! Szép napot.',
    'Jól vagyok, köszönöm! Miben segíthetek?',
    [
      '{name} vagyok, egy MI-asszisztens. A cikkeink alapján válaszolok a kérdésekre.',
      '{name} vagyok, egy MI-asszisztens, nem ember.',
      '{name} vagyok, egy MI-asszisztens. Tegyen fel egy kérdést, és megkeresem a választ a cikkeinkben.',
      'A fő nyelvem: {language}. Más nyelven is írhat nekem; a cikkeink nyelvén válaszolok.',
      'Ezt kérdezte: „{text}”',
    ],
  ),
  da: replies(
    'Hej! Jeg er {name}. Hvad kan jeg hjælpe med?',
    'Selv tak! Kan jeg gøre mere for dig?',
    'Farvel! Hav en god dag.',
    'Jeg har det fint, tak! Hvad kan jeg hjælpe med?',
    [
      'Jeg er {name}, en AI-assistent. Jeg svarer på spørgsmål ud fra vores artikler.',
      'Jeg er {name}, en AI-assistent, ikke et menneske.',
      'Jeg er {name}, en AI-assistent. Stil mig et spørgsmål, så leder jeg efter svaret i vores artikler.',
      'Mit hovedsprog er {language}. Du kan også skrive på andre sprog; jeg svarer på artiklernes sprog.',
      'Du spurgte: “{text}”',
    ],
  ),
  fi: replies(
    'Hei! Olen {name}. Miten voin auttaa?',
    'Ole hyvä! Voinko auttaa vielä jossakin?',
    'Näkemiin! Mukavaa päivää.',
    'Hyvää kuuluu, kiitos! Miten voin auttaa?',
    [
      'Olen {name}, tekoälyavustaja. Vastaan kysymyksiin artikkeleidemme perusteella.',
      'Olen {name}, tekoälyavustaja, en ihminen.',
      'Olen {name}, tekoälyavustaja. Kysy minulta, niin etsin vastauksen artikkeleistamme.',
      'Pääkieleni on {language}. Voit kirjoittaa minulle myös muilla kielillä; vastaan artikkeleidemme kielellä.',
      'Kysyit: ”{text}”',
    ],
  ),
  no: replies(
    'Hei! Jeg er {name}. Hva kan jeg hjelpe med?',
    'Bare hyggelig! Kan jeg gjøre noe mer for deg?',
    'Ha det! Ha en fin dag.',
    'Jeg har det bra, takk! Hva kan jeg hjelpe med?',
    [
      'Jeg er {name}, en KI-assistent. Jeg svarer på spørsmål ut fra artiklene våre.',
      'Jeg er {name}, en KI-assistent, ikke et menneske.',
      'Jeg er {name}, en KI-assistent. Still meg et spørsmål, så leter jeg etter svaret i artiklene våre.',
      'Hovedspråket mitt er {language}. Du kan også skrive på andre språk; jeg svarer på språket i artiklene.',
      'Du spurte: «{text}»',
    ],
  ),
};

/** The replies in `language`, else in `fallback`, else in English. */
export function smallTalkReplies(language: string | null, fallback: string): SmallTalkReplies {
  return SMALL_TALK_REPLIES[language ?? fallback] ?? SMALL_TALK_REPLIES[fallback] ?? ENGLISH;
}
