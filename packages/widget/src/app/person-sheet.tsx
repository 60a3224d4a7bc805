import { Markdown } from './markdown/markdown.tsx';
import { SheetFrame } from './sheet.tsx';
import { Answers } from './sheet-answers.tsx';
import { useLateUi } from './ui.ts';

/** Whether people are to be asked to join. */
export function PersonSheet() {
  const { config, t, askPerson } = useLateUi();
  return (
    <SheetFrame title={t('talkToPerson')}>
      <div class="sheet-text">
        <Markdown text={config.people.question || t('personQuestion')} />
        {config.people.away_text && <Markdown text={config.people.away_text} />}
      </div>
      <Answers yes={t('personYes')} task={{ state: 'idle', run: askPerson }} />
    </SheetFrame>
  );
}
