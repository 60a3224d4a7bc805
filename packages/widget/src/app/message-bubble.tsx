import { withoutBidiControls } from '@parley/protocol';
import { Avatar } from './avatar.tsx';
import { Delivery } from './delivery.tsx';
import { Late } from './late.tsx';
import { Markdown } from './markdown/markdown.tsx';
import { Sources } from './sources.tsx';
import { Thumbs } from './thumbs.tsx';
import type { Bubble } from './timeline.ts';
import { type Ui, useUi } from './ui.ts';

/** One message with all that belongs to it. */
export function MessageBubble({ bubble, isLastOwn }: { readonly bubble: Bubble; readonly isLastOwn: boolean }) {
  const ui = useUi();
  const isOwn = bubble.author === 'visitor';
  const name = authorName(ui, bubble);
  const classes = [
    'message',
    isOwn ? 'own' : 'theirs',
    bubble.opensGroup && 'opens',
    bubble.closesGroup && 'closes',
    bubble.outgoing?.state === 'refused' && 'refused',
  ];
  return (
    <article class={classes.filter(Boolean).join(' ')} aria-label={name}>
      {bubble.author === 'human_operator' && bubble.opensGroup && <p class="author">{name}</p>}
      <div class="line">
        {!isOwn && bubble.closesGroup && <Avatar name={name} url={avatarOf(ui, bubble)} />}
        <div class="stack">
          {bubble.text !== '' && (
            <div class="bubble">
              <span class="hidden">{name}: </span>
              {isOwn ? (
                <p class="pre" dir="auto">
                  {withoutBidiControls(bubble.text)}
                </p>
              ) : (
                <Markdown text={bubble.text} />
              )}
            </div>
          )}
          {bubble.files.length > 0 && (
            <Late of="extras">
              {({ FileView }) => bubble.files.map((file) => <FileView key={file.id} file={file} />)}
            </Late>
          )}
        </div>
      </div>
      {bubble.stored && bubble.stored.sources.length > 0 && <Sources sources={bubble.stored.sources} />}
      <Foot bubble={bubble} isLastOwn={isLastOwn} />
    </article>
  );
}

function Foot({ bubble, isLastOwn }: { readonly bubble: Bubble; readonly isLastOwn: boolean }) {
  const { times, config } = useUi();
  const { stored, outgoing, at } = bubble;
  // Between the bubbles of a group they would tear it apart.
  if (!bubble.closesGroup && !outgoing) return null;
  const isReply = stored !== null && stored.author !== 'visitor' && !stored.is_welcome;
  return (
    <div class="foot">
      {at !== null && (
        <time class="time" dateTime={at}>
          {times.time(new Date(at))}
        </time>
      )}
      {(outgoing || isLastOwn) && bubble.author === 'visitor' && <Delivery message={outgoing} />}
      {isReply && config.features.feedback && <Thumbs message={stored} />}
    </div>
  );
}

function authorName({ t, config }: Ui, { author, operator }: Bubble): string {
  if (author === 'visitor') return t('you');
  return author === 'human_operator' ? (operator?.name ?? t('person')) : config.agent.name || t('assistant');
}

const avatarOf = ({ config }: Ui, { author, operator }: Bubble): string | null =>
  author === 'human_operator' ? (operator?.avatar_url ?? null) : config.agent.avatar_url;
