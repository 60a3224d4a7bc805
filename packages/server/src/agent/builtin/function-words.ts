// A catalogue: the words of each ISO 639-1 language that hold a sentence together and say nothing of its subject; parted by bars.
// Questions' own words are among them («how much», «wie lange»): no answer repeats them.
export const FUNCTION_WORDS: { readonly [language: string]: string } = {
  en:
    'a|an|the|i|me|my|mine|myself|you|your|yours|he|she|it|its|we|us|our|they|them|their|this|that|these|those|there|here|and|or|but|if|so|as|than|then|' +
    'of|in|on|at|by|for|from|to|into|onto|with|without|about|after|before|until|till|during|over|under|up|out|off|per|between|within|via|' +
    'is|are|am|was|were|be|been|being|do|does|did|done|doing|have|has|had|having|will|would|can|could|may|might|must|shall|should|need|needs|' +
    'not|no|nor|dont|doesnt|cant|whats|hows|wheres|im|ive|isnt|arent|get|gets|got|go|going|let|' +
    'what|which|who|whom|whose|when|where|why|how|much|many|long|often|some|any|all|each|every|also|too|very|just|only|else|other|own|please|tell|' +
    's|t|re|ve|ll|d|m|actually|exactly|possible|one',
  de:
    'der|die|das|den|dem|des|ein|eine|einen|einem|einer|eines|ich|mich|mir|mein|meine|meinen|meinem|meiner|du|dich|dir|dein|deine|er|sie|es|wir|uns|unser|unsere|ihr|ihre|ihren|ihrem|ihnen|euch|euer|eure|eurem|eurer|man|sich|' +
    'dies|diese|dieser|dieses|diesen|diesem|jede|jeder|jedes|jeden|und|oder|aber|wenn|ob|dass|als|denn|weil|so|da|dort|hier|' +
    'in|im|an|am|auf|aus|bei|beim|mit|nach|von|vom|vor|zu|zum|zur|für|über|unter|um|bis|ab|durch|ohne|gegen|pro|je|zwischen|' +
    'ist|sind|bin|bist|seid|war|waren|wird|werden|werde|wurde|wurden|hat|haben|habe|habt|hast|hatte|kann|kannst|können|könnt|könnte|darf|dürfen|dürft|muss|müssen|musst|soll|sollen|sollte|will|wollen|möchte|möchten|würde|' +
    'nicht|kein|keine|keinen|keiner|was|wer|wen|wem|wessen|wann|wo|woher|wohin|warum|wieso|wie|welche|welcher|welches|welchen|welchem|viel|viele|vielen|lange|lang|oft|' +
    'auch|noch|nur|schon|sehr|mehr|etwas|nun|jetzt|denn|mal|bitte|gibt|es|geht|etwa|dann|wieviel|wäre|gibts',
  es:
    'el|la|los|las|lo|un|una|unos|unas|yo|tú|usted|él|ella|nosotros|ustedes|me|te|se|nos|le|les|mi|mis|tu|tus|su|sus|este|esta|esto|estos|estas|ese|esa|eso|' +
    'y|o|u|pero|si|que|de|del|a|al|en|con|sin|por|para|desde|hasta|sobre|entre|es|son|está|están|era|fue|ser|estar|hay|ha|he|han|tengo|tiene|tienen|tener|puedo|puede|pueden|debo|debe|hacer|hago|' +
    'no|qué|quién|quiénes|cuál|cuáles|cuándo|cuánto|cuánta|cuántos|cuántas|dónde|cómo|muy|más|también|ya|algo|todo|como|cuando|donde',
  fr:
    'le|la|les|l|un|une|des|du|de|d|je|j|tu|il|elle|on|nous|vous|ils|elles|me|m|te|se|s|lui|leur|mon|ma|mes|ton|ta|tes|son|sa|ses|notre|nos|votre|vos|ce|c|cet|cette|ces|ça|' +
    'et|ou|mais|si|que|qu|qui|à|au|aux|en|dans|sur|avec|sans|pour|par|chez|depuis|est|sont|était|être|suis|êtes|a|ai|as|avez|ont|avoir|y|fait|faire|peut|peux|puis|pouvez|dois|doit|faut|' +
    'ne|n|pas|quel|quelle|quels|quelles|quoi|quand|où|comment|combien|pourquoi|plus|très|aussi|tout|tous|temps|t',
  it:
    'il|lo|la|i|gli|le|l|un|una|uno|di|del|della|dei|delle|dello|a|al|alla|ai|alle|da|dal|dalla|in|nel|nella|con|su|sul|sulla|per|tra|fra|io|tu|lui|lei|noi|voi|loro|mi|ti|si|ci|vi|mio|mia|miei|tuo|tua|suo|sua|vostro|vostra|questo|questa|quello|' +
    'e|ed|o|ma|se|che|è|sono|era|essere|ho|ha|hai|hanno|avete|avere|posso|può|possono|devo|deve|fare|non|chi|cosa|quale|quali|quando|quanto|quanta|quanti|quante|dove|come|perché|più|molto|anche|c|d',
  pt:
    'o|a|os|as|um|uma|uns|umas|de|do|da|dos|das|em|no|na|nos|nas|com|sem|por|para|pelo|pela|ao|à|até|entre|eu|tu|você|vocês|ele|ela|nós|eles|me|te|se|meu|minha|meus|minhas|seu|sua|seus|este|esta|isto|esse|essa|isso|' +
    'e|ou|mas|que|é|são|era|ser|está|estão|estar|há|tem|têm|tenho|ter|posso|pode|podem|devo|deve|fazer|faço|não|quem|qual|quais|quando|quanto|quanta|quantos|quantas|onde|como|muito|mais|também|já',
  nl:
    'de|het|een|ik|mij|me|mijn|jij|je|jou|jouw|u|uw|hij|zij|ze|wij|we|ons|onze|jullie|hun|dit|dat|deze|die|en|of|maar|als|dan|er|hier|daar|van|in|op|aan|bij|met|zonder|naar|voor|na|uit|over|onder|om|tot|per|door|tussen|te|' +
    'is|zijn|ben|bent|was|waren|wordt|worden|heb|hebt|heeft|hebben|had|kan|kun|kunt|kunnen|mag|moet|moeten|wil|wilt|zal|zou|niet|geen|wat|wie|wanneer|waar|waarom|hoe|welk|welke|hoeveel|veel|lang|vaak|ook|nog|al|wel|zo',
  pl:
    'i|a|o|u|w|we|z|ze|na|do|od|po|za|dla|przez|przy|bez|pod|nad|ja|mnie|mi|mój|moja|moje|ty|wy|wasz|wasza|wasze|on|ona|ono|my|to|ten|ta|te|tego|tej|się|jest|są|być|był|mam|ma|macie|mają|mogę|może|można|muszę|trzeba|czy|nie|' +
    'co|kto|kiedy|gdzie|jak|ile|jaki|jaka|jakie|który|która|które|dlaczego|długo|tak|też|już|lub|albo|ale|że|jeśli',
  sv: 'en|ett|den|det|de|jag|mig|min|mitt|mina|du|dig|din|ditt|dina|ni|er|ert|era|han|hon|vi|oss|vår|som|och|eller|men|om|att|är|var|vara|har|hade|kan|får|ska|vill|måste|på|i|av|för|från|till|med|utan|vid|inte|vad|vem|när|var|varför|hur|vilken|vilket|vilka|mycket|många|länge|ofta|finns|också|man',
  tr: 've|veya|ama|bir|bu|şu|o|ben|benim|sen|siz|sizin|biz|mi|mı|mu|mü|ne|kim|nasıl|nerede|zaman|kadar|kaç|hangi|niçin|neden|için|ile|de|da|var|yok|mıyım|miyim|musunuz|misiniz|olan|olarak|gibi|çok|daha',
  ru:
    'и|а|но|или|в|во|на|с|со|к|о|об|от|до|за|по|из|у|для|без|при|под|я|мне|мой|моя|мое|мои|ты|вы|вам|вас|ваш|ваша|ваши|мы|он|она|оно|они|это|этот|эта|не|ли|есть|был|была|быть|могу|можно|может|нужно|надо|' +
    'что|кто|когда|где|как|какой|какая|какие|какое|сколько|почему|куда|долго|очень|еще|уже|же|бы|если|то',
  ar: 'في|من|إلى|على|عن|مع|هل|ما|ماذا|متى|أين|كيف|كم|من|لماذا|أي|هو|هي|هذا|هذه|ذلك|تلك|التي|الذي|أن|إن|أنا|أنت|لا|لم|لن|قد|كان|كانت|يمكن|يمكنني|أو|و|ثم|بعد|قبل|عند|كل|بين|لدي|لديكم|هناك|هل',
};
