import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { IconButton } from './icon.tsx';
import { listen } from './speech.ts';
import { useLateUi } from './ui.ts';

/** Speech as text: what is heard follows what was written before. */
export function VoiceButton(props: { readonly text: string; readonly onText: (text: string) => void }) {
  const { t, language } = useLateUi();
  const [isListening, setListening] = useState(false);
  const session = useRef<ReturnType<typeof listen>>(null);
  const heard = useRef('');
  useEffect(() => () => session.current?.abort(), []);
  // What was sent or changed by hand meanwhile is not to come back with what is heard next.
  useLayoutEffect(() => {
    if (isListening && props.text !== heard.current) session.current?.abort();
  }, [props.text]);
  const toggle = () => {
    if (isListening) return session.current?.stop();
    const before = props.text === '' || props.text.endsWith(' ') ? props.text : `${props.text} `;
    heard.current = props.text;
    session.current = listen({
      language: navigator.language.startsWith(language) ? navigator.language : language,
      onText: (text) => {
        heard.current = before + text;
        props.onText(heard.current);
      },
      onEnd: () => setListening(false),
    });
    setListening(session.current !== null);
  };
  return (
    <IconButton
      icon={isListening ? 'stop' : 'voice'}
      label={t(isListening ? 'voiceStop' : 'voice')}
      isPressed={isListening}
      onClick={toggle}
    />
  );
}
