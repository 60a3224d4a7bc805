import { MARKER_TEXTS, type MarkerCode } from '@parley/protocol';

/** The words of a transcript; `{name}` and `{count}` are filled in. */
export type TranscriptWords = {
  readonly subject: string;
  readonly lead: string;
  readonly you: string;
  readonly team: string;
  readonly file: string;
  /** Stands for an address that somebody unknown wrote. */
  readonly linkRemoved: string;
  readonly cut: string;
  readonly why: string;
  readonly markers: { readonly [code in MarkerCode]: string };
};

const en: TranscriptWords = {
  subject: 'Your conversation with {name}',
  lead: 'This is what was said:',
  you: 'You',
  team: 'Team',
  file: 'File',
  linkRemoved: '[link removed]',
  cut: 'These are the latest {count} entries.',
  why: 'You get this mail because it was asked for in the chat.',
  markers: MARKER_TEXTS,
};

const WORDS: Readonly<Record<string, TranscriptWords>> = {
  en,
  de: {
    subject: 'Ihre Unterhaltung mit {name}',
    lead: 'Das wurde gesagt:',
    you: 'Sie',
    team: 'Team',
    file: 'Datei',
    linkRemoved: '[Link entfernt]',
    cut: 'Dies sind die letzten {count} Einträge.',
    why: 'Sie erhalten diese E-Mail, weil sie im Chat angefordert wurde.',
    markers: {
      handoff_requested: 'Ein Teammitglied wurde um Hilfe gebeten.',
      operator_joined: 'Ein Teammitglied ist der Unterhaltung beigetreten.',
      still_waiting: 'Alle Teammitglieder sind beschäftigt. Jemand antwortet, sobald es geht.',
      handed_back: 'Der Assistent antwortet wieder.',
      resolved: 'Diese Unterhaltung wurde gelöst.',
      closed: 'Diese Unterhaltung wurde geschlossen.',
    },
  },
  pl: {
    subject: 'Twoja rozmowa z {name}',
    lead: 'Oto treść rozmowy:',
    you: 'Ty',
    team: 'Zespół',
    file: 'Plik',
    linkRemoved: '[link usunięty]',
    cut: 'To ostatnie wpisy (liczba: {count}).',
    why: 'Otrzymujesz tę wiadomość, ponieważ poproszono o nią na czacie.',
    markers: {
      handoff_requested: 'Poproszono o dołączenie członka zespołu.',
      operator_joined: 'Członek zespołu dołączył do rozmowy.',
      still_waiting: 'Wszyscy członkowie zespołu są zajęci. Ktoś odpowie, gdy tylko będzie to możliwe.',
      handed_back: 'Znów odpowiada asystent.',
      resolved: 'Ta rozmowa została rozwiązana.',
      closed: 'Ta rozmowa została zamknięta.',
    },
  },
  es: {
    subject: 'Su conversación con {name}',
    lead: 'Esto es lo que se dijo:',
    you: 'Usted',
    team: 'Equipo',
    file: 'Archivo',
    linkRemoved: '[enlace eliminado]',
    cut: 'Estas son las últimas {count} entradas.',
    why: 'Recibe este correo porque se pidió en el chat.',
    markers: {
      handoff_requested: 'Se ha pedido que se una un miembro del equipo.',
      operator_joined: 'Un miembro del equipo se ha unido a la conversación.',
      still_waiting: 'Todos los miembros del equipo están ocupados. Alguien responderá lo antes posible.',
      handed_back: 'El asistente vuelve a responder.',
      resolved: 'Esta conversación se ha resuelto.',
      closed: 'Esta conversación se ha cerrado.',
    },
  },
  fr: {
    subject: 'Votre conversation avec {name}',
    lead: 'Voici ce qui a été dit :',
    you: 'Vous',
    team: 'Équipe',
    file: 'Fichier',
    linkRemoved: '[lien supprimé]',
    cut: 'Voici les {count} dernières entrées.',
    why: 'Vous recevez cet e-mail parce qu’il a été demandé dans le chat.',
    markers: {
      handoff_requested: 'Un membre de l’équipe a été invité à se joindre à la conversation.',
      operator_joined: 'Un membre de l’équipe a rejoint la conversation.',
      still_waiting: 'Tous les membres de l’équipe sont occupés. Quelqu’un répondra dès que possible.',
      handed_back: 'L’assistant répond à nouveau.',
      resolved: 'Cette conversation est résolue.',
      closed: 'Cette conversation est fermée.',
    },
  },
  ar: {
    subject: 'محادثتك مع {name}',
    lead: 'هذا ما قيل:',
    you: 'أنت',
    team: 'الفريق',
    file: 'ملف',
    linkRemoved: '[حُذف الرابط]',
    cut: 'هذه آخر الإدخالات، وعددها {count}.',
    why: 'تصلك هذه الرسالة لأنها طُلبت في المحادثة.',
    markers: {
      handoff_requested: 'طُلب من أحد أعضاء الفريق الانضمام.',
      operator_joined: 'انضم أحد أعضاء الفريق إلى المحادثة.',
      still_waiting: 'جميع أعضاء الفريق مشغولون. سيجيب أحدهم في أقرب وقت ممكن.',
      handed_back: 'المساعد يجيب من جديد.',
      resolved: 'تم حل هذه المحادثة.',
      closed: 'أُغلقت هذه المحادثة.',
    },
  },
};

/** The words of a language (a tag such as `de` or `de-AT`), and which it is; English where there are none. */
export function transcriptWords(language: string | null): {
  readonly language: string;
  readonly words: TranscriptWords;
} {
  const base = (language ?? '').toLowerCase().split('-')[0] ?? '';
  return Object.hasOwn(WORDS, base) ? { language: base, words: WORDS[base] ?? en } : { language: 'en', words: en };
}
