import { Markdown } from './markdown/markdown.tsx';
import { useUi } from './ui.ts';

/** Asked before anything is sent or stored. Who declines is left alone. */
export function Consent() {
  const { config, client, t, close, mode } = useUi();
  return (
    <section class="screen" aria-label={t('consentTitle')}>
      <h3>{t('consentTitle')}</h3>
      <Markdown text={config.consent?.text ?? ''} />
      <div class="buttons">
        {mode === 'floating' && (
          <button type="button" class="quiet" onClick={close}>
            {t('decline')}
          </button>
        )}
        <button type="button" class="primary" data-focus={true} onClick={() => client.consent()}>
          {t('agree')}
        </button>
      </div>
    </section>
  );
}
