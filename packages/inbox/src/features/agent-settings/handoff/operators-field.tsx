import { useTranslation } from 'react-i18next';
import { memberName, useMembers } from '../../../session/team.ts';
import { CheckField } from '../../../ui/field.tsx';

type OperatorsFieldProps = {
  readonly label: string;
  readonly hint?: string;
  readonly problem: string | undefined;
  /** User ids. */
  readonly chosen: readonly string[];
  readonly onChange: (chosen: string[]) => void;
};

/** Some people of the team. Who is chosen and has left is shown, to be taken out. */
export function OperatorsField({ label, hint, problem, chosen, onChange }: OperatorsFieldProps) {
  const { t } = useTranslation('handoffSettings');
  const members = useMembers();
  const people = members.map((member) => ({ id: member.user_id, name: memberName(member) }));
  const gone = members.length === 0 ? [] : chosen.filter((id) => !people.some((person) => person.id === id));
  const shown = [...people, ...gone.map((id) => ({ id, name: t('left') }))];
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1 font-medium">{label}</legend>
      {hint && <p className="text-soft text-sm">{hint}</p>}
      <div className="flex flex-wrap gap-x-6 gap-y-2">
        {shown.map(({ id, name }) => (
          <CheckField
            key={id}
            label={name}
            isOn={chosen.includes(id)}
            onChange={(isOn) => onChange(isOn ? [...chosen, id] : chosen.filter((other) => other !== id))}
          />
        ))}
      </div>
      {problem && (
        <p role="alert" className="text-bad text-sm">
          {problem}
        </p>
      )}
    </fieldset>
  );
}
