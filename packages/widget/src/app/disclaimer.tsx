import { Markdown } from './markdown/markdown.tsx';
import { useUi } from './ui.ts';

/** The small print under the input. */
export function Disclaimer() {
  const { config, t } = useUi();
  if (!config.disclaimer && !config.features.branding) return null;
  return (
    <footer class="small-print">
      {config.disclaimer && <Markdown text={config.disclaimer} />}
      {config.features.branding && <p>{t('branding')}</p>}
    </footer>
  );
}
