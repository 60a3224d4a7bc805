import type { VisitorConversation } from '@parley/protocol/api';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon } from './icon.tsx';
import { spokenText } from './markdown/plain-text.ts';
import { useLateUi } from './ui.ts';

/** The visitor's conversations, the latest first. */
export function PastConversations() {
  const { client, t, showPast, state } = useLateUi();
  const [items, setItems] = useState<readonly VisitorConversation[] | null>(null);
  const [hasFailed, setFailed] = useState(false);
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus({ preventScroll: true }), []);
  useEffect(() => {
    client.listConversations().then(setItems, () => setFailed(true));
  }, [client]);
  return (
    <section class="past" aria-label={t('conversations')}>
      <h3 ref={title} tabIndex={-1}>
        {t('conversations')}
      </h3>
      {items === null && <p class="marker">{t(hasFailed ? 'failed' : 'loading')}</p>}
      {items?.length === 0 && <p class="marker">{t('noConversations')}</p>}
      <ul>
        {items?.map((item) => (
          <li key={item.id}>
            <Item
              item={item}
              isCurrent={item.id === state.conversation?.id}
              onOpen={() => {
                client.openConversation(item.id);
                showPast(false);
              }}
            />
          </li>
        ))}
      </ul>
      <div class="buttons">
        <button
          type="button"
          class="primary"
          onClick={() => {
            client.newConversation();
            showPast(false);
          }}
        >
          <Icon name="plus" />
          {t('newConversation')}
        </button>
      </div>
    </section>
  );
}

function Item(props: { readonly item: VisitorConversation; readonly isCurrent: boolean; readonly onOpen: () => void }) {
  const { t, times } = useLateUi();
  const { item } = props;
  return (
    <button type="button" class="past-item" aria-current={props.isCurrent} onClick={props.onOpen}>
      <span class="past-title">
        <bdi>{item.title || item.operator?.name || t('untitled')}</bdi>
      </span>
      <time dateTime={item.last_message_at}>{times.brief(new Date(item.last_message_at), new Date())}</time>
      <span class="past-text">
        <bdi>{spokenText(item.last_message)}</bdi>
      </span>
    </button>
  );
}
