import { useTranslation } from 'react-i18next';
import { memberName, useMembers } from '../../session/team.ts';
import { Button } from '../../ui/button.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import { AUDIT_TOPICS, isTopic } from './actions.ts';
import type { AuditSearch } from './audit-search.ts';

type AuditFiltersProps = {
  readonly search: AuditSearch;
  readonly onSearch: (search: AuditSearch) => void;
};

/** Narrows the log: who, what about, and when. */
export function AuditFilters({ search, onSearch }: AuditFiltersProps) {
  const { t } = useTranslation('audit-log');
  const members = useMembers();
  const { actor, topic, target, ...days } = search;
  const isNarrowed = Object.keys(search).length > 0;
  const isKnown = !actor || members.some(({ user_id }) => user_id === actor);
  const withDay = (name: 'from' | 'to', value: string): void => {
    const { [name]: _before, ...others } = search;
    onSearch(value === '' ? others : { ...others, [name]: value });
  };
  const withActor = (value: string): void => {
    const { actor: _before, ...others } = search;
    onSearch(value === '' ? others : { ...others, actor: value });
  };
  const withTopic = (value: string): void => {
    const { topic: _before, ...others } = search;
    onSearch(isTopic(value) ? { ...others, topic: value } : others);
  };
  return (
    <search aria-label={t('filters')} className="grid grid-cols-2 items-end gap-3 lg:grid-cols-[2fr_2fr_1fr_1fr_auto]">
      <SelectField
        label={t('who')}
        value={actor ?? ''}
        options={[
          { value: '', label: t('everybody') },
          ...members.map((member) => ({ value: member.user_id, label: memberName(member) })),
          ...(isKnown ? [] : [{ value: actor ?? '', label: t('somebodyElse') }]),
        ]}
        onChange={withActor}
      />
      <SelectField
        label={t('what')}
        value={topic ?? ''}
        options={[
          { value: '', label: t('everything') },
          ...AUDIT_TOPICS.map((value) => ({ value, label: t(`topics.${value}`) })),
        ]}
        onChange={withTopic}
      />
      <TextField
        label={t('from')}
        type="date"
        value={days.from ?? ''}
        onChange={(event) => withDay('from', event.target.value)}
      />
      <TextField
        label={t('to')}
        type="date"
        value={days.to ?? ''}
        onChange={(event) => withDay('to', event.target.value)}
      />
      {isNarrowed && <Button onClick={() => onSearch({})}>{t('clear')}</Button>}
      {target && <p className="text-soft col-span-full">{t('aboutOne')}</p>}
    </search>
  );
}
