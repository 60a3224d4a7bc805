import { CHAT_TEXT_MAX } from '@parley/protocol';
import { AttachButton } from './attach-button.tsx';
import { reasonNotToWrite } from './composer-state.ts';
import { Icon } from './icon.tsx';
import { Late } from './late.tsx';
import { TextArea } from './text-area.tsx';
import { useUi } from './ui.ts';
import { useDraftText } from './use-draft-text.ts';
import { useDrop } from './use-drop.ts';
import { useUploads } from './use-uploads.ts';

/** Where the visitor writes. */
export function Composer() {
  const ui = useUi();
  const reason = reasonNotToWrite(ui);
  return reason === null ? (
    <Input />
  ) : (
    <div class="composer closed">
      <p>{ui.t(reason)}</p>
      {reason === 'ended' && (
        <button type="button" class="primary" onClick={() => ui.client.newConversation()}>
          {ui.t('newConversation')}
        </button>
      )}
    </div>
  );
}

function Input() {
  const { client, config, t } = useUi();
  const [text, setText] = useDraftText();
  const files = useUploads();
  const drop = useDrop(config.features.attachments ? files.add : null);
  const tooMany = text.length - CHAT_TEXT_MAX;
  const canSend = (text.trim() !== '' || files.uploads.length > 0) && !files.isUploading && tooMany <= 0;
  const send = () => {
    if (!canSend) return;
    client.send({ text: text.trim(), files: files.uploads.flatMap(({ attachment }) => attachment ?? []) });
    setText('');
    files.clear();
  };
  const problem = files.problem ?? (tooMany > 0 ? t('tooLong', { count: tooMany }) : null);
  return (
    <form
      class={drop.isOver ? 'composer over' : 'composer'}
      {...drop.listeners}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {problem && (
        <p class="field-problem" role="alert">
          {problem}
        </p>
      )}
      <div class="box">
        {files.uploads.length > 0 && (
          <Late of="extras">{({ UploadList }) => <UploadList uploads={files.uploads} onRemove={files.remove} />}</Late>
        )}
        <TextArea
          text={text}
          onText={(changed) => {
            setText(changed);
            client.typing();
          }}
          onEnter={send}
          onFiles={config.features.attachments ? files.add : null}
        />
        <div class="tools">
          {config.features.attachments && <AttachButton onFiles={files.add} />}
          {config.features.voice && canListen() && (
            <Late of="voice">{({ VoiceButton }) => <VoiceButton text={text} onText={setText} />}</Late>
          )}
          <button type="submit" class="send" disabled={!canSend} aria-label={t('send')} title={t('send')}>
            <Icon name="send" />
          </button>
        </div>
      </div>
      {drop.isOver && <p class="drop-here">{t('dropHere')}</p>}
    </form>
  );
}

const canListen = (): boolean => 'SpeechRecognition' in globalThis || 'webkitSpeechRecognition' in globalThis;
