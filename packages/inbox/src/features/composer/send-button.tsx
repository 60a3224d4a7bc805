import { ChevronDown, SendHorizontal } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { keysInWords } from '../../keyboard/keys.ts';
import { Button } from '../../ui/button.tsx';
import { Menu, MenuChoice, MenuHeading } from '../../ui/menu.tsx';
import { keepSendKey, type SendKey } from './send-key.ts';
import type { Stance } from './stance.ts';
import type { Sending } from './use-sending.ts';

type SendButtonProps = {
  readonly sending: Sending;
  readonly stance: Stance;
  readonly sendKey: SendKey;
  readonly onSendKey: (key: SendKey) => void;
};

const KEYS: readonly SendKey[] = ['enter', 'mod+enter'];

/** Sends, and says what that does; beside it, which key does the same. */
export function SendButton({ sending, stance, sendKey, onSendKey }: SendButtonProps) {
  const { t } = useTranslation('composer');
  const choose = (key: SendKey): void => {
    keepSendKey(key);
    onSendKey(key);
  };
  return (
    <div className="ms-auto flex">
      <Button
        kind="primary"
        icon={SendHorizontal}
        disabled={!sending.isReady}
        onClick={sending.ask}
        className="rounded-e-none rtl:[&>svg]:-scale-x-100"
      >
        {t(`send.${stance}`)}
      </Button>
      <Menu
        align="end"
        trigger={
          <button
            type="button"
            aria-label={t('sendKey')}
            className="grid w-8 place-items-center rounded-e-md border border-accent border-s-on-accent/40 bg-accent text-on-accent hover:brightness-110"
          >
            <ChevronDown aria-hidden className="size-4" />
          </button>
        }
      >
        <MenuHeading>{t('sendKey')}</MenuHeading>
        <MenuChoice
          value={sendKey}
          options={KEYS.map((value) => ({ value, label: keysInWords(value) }))}
          onChange={(value) => choose(value === 'enter' ? 'enter' : 'mod+enter')}
        />
      </Menu>
    </div>
  );
}
