import type { CannedReply } from '@parley/protocol/api';
import { Zap } from 'lucide-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { Popover } from '../../ui/popover.tsx';
import { CannedList, cannedOptionId } from './canned-list.tsx';
import { cannedMatches } from './canned-search.ts';
import { useCannedReplies } from './use-canned.ts';
import { useListKeys } from './use-list-keys.ts';

/** The button that opens the canned replies, whatever has been written so far. */
export function CannedMenu({ onPick }: { readonly onPick: (reply: CannedReply) => void }) {
  const { t } = useTranslation('composer');
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Popover
      label={t('canned')}
      isOpen={isOpen}
      onOpenChange={setIsOpen}
      trigger={<IconButton icon={Zap} label={t('canned')} className="size-8" />}
    >
      <Search
        onPick={(reply) => {
          setIsOpen(false);
          // After the window has given the focus back.
          setTimeout(() => onPick(reply));
        }}
      />
    </Popover>
  );
}

function Search({ onPick }: { readonly onPick: (reply: CannedReply) => void }) {
  const { t } = useTranslation('composer');
  const listId = useId();
  const [wanted, setWanted] = useState('');
  const replies = useCannedReplies(true);
  const found = replies && cannedMatches(replies, wanted);
  const { chosen, hear, reset } = useListKeys(found ?? [], onPick);
  return (
    <>
      <TextField
        label={t('searchCanned')}
        isLabelHidden
        placeholder={t('searchCanned')}
        aria-autocomplete="list"
        aria-controls={listId}
        aria-activedescendant={cannedOptionId(listId, chosen)}
        value={wanted}
        onChange={(event) => {
          setWanted(event.target.value);
          reset();
        }}
        onKeyDown={hear}
      />
      <CannedList id={listId} replies={found} chosen={chosen} onPick={onPick} />
    </>
  );
}
