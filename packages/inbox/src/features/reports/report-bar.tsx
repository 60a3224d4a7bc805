import { useTranslation } from 'react-i18next';
import { useAgents } from '../../session/agents.ts';
import { SelectField, TextField } from '../../ui/field.tsx';
import { type ReportSearch, spanOf, todayHere } from './range.ts';

const SPANS = [7, 30, 90, 365] as const;
const OWN = 'own';

type ReportBarProps = {
  readonly search: ReportSearch;
  readonly onChange: (search: ReportSearch) => void;
  /** Where conversations may come from; without them nothing is asked. */
  readonly sources?: readonly string[];
};

/** Which days a report is about, of which agent, and from where. */
export function ReportBar({ search, onChange, sources }: ReportBarProps) {
  const { t } = useTranslation('reports');
  const agents = useAgents();
  const { from, to, ...rest } = search;
  const isOwn = from !== undefined;
  const span = spanOf(search, todayHere());
  const choose = (value: string): void => {
    const { days: _, ...others } = rest;
    onChange(value === OWN ? { ...others, ...span } : { ...others, days: Number(value) });
  };
  const all = { value: '', label: t('all') };
  return (
    <form
      className="flex flex-wrap items-end gap-3"
      aria-label={t('about')}
      onSubmit={(event) => event.preventDefault()}
    >
      <SelectField
        label={t('days')}
        value={isOwn ? OWN : String(search.days ?? 30)}
        options={[
          ...SPANS.map((days) => ({ value: String(days), label: t('lastDays', { count: days }) })),
          { value: OWN, label: t('ownDays') },
        ]}
        onChange={choose}
      />
      {isOwn && <OwnDays span={span} onChange={(own) => onChange({ ...rest, ...own })} />}
      {agents.length > 1 && (
        <SelectField
          label={t('agent')}
          value={search.chatbot ?? ''}
          options={[all, ...agents.map(({ id, name }) => ({ value: id, label: name }))]}
          onChange={(chatbot) => onChange(withOrWithout(search, 'chatbot', chatbot))}
        />
      )}
      {sources && (
        <SelectField
          label={t('channel')}
          value={search.source ?? ''}
          options={[all, ...sources.map((source) => ({ value: source, label: t(`channels.${source}`) }))]}
          onChange={(source) => onChange(withOrWithout(search, 'source', source))}
        />
      )}
    </form>
  );
}

type OwnDaysProps = {
  readonly span: { readonly from: string; readonly to: string };
  readonly onChange: (span: { readonly from: string; readonly to: string }) => void;
};

function OwnDays({ span: { from, to }, onChange }: OwnDaysProps) {
  const { t } = useTranslation('reports');
  return (
    <>
      <TextField
        type="date"
        label={t('from')}
        value={from}
        max={to}
        onChange={({ target }) => target.value !== '' && target.value <= to && onChange({ from: target.value, to })}
      />
      <TextField
        type="date"
        label={t('to')}
        value={to}
        min={from}
        onChange={({ target }) => target.value >= from && onChange({ from, to: target.value })}
      />
    </>
  );
}

function withOrWithout(search: ReportSearch, name: 'chatbot' | 'source', value: string): ReportSearch {
  const { [name]: _, ...others } = search;
  return value === '' ? others : { ...others, [name]: value };
}
