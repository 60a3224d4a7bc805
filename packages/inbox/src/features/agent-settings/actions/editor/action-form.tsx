import { patchOf } from '../action-draft.ts';
import { AnswerCard } from './answer-card.tsx';
import { BasicsCard } from './basics-card.tsx';
import { ConditionsCard } from './conditions-card.tsx';
import { DefinitionForm, type DefinitionFormProps } from './definition-form.tsx';
import { ParametersCard } from './parameters-card.tsx';
import type { Part } from './part.ts';
import { RequestCard } from './request-card.tsx';

/** All that is set of an action over HTTP. */
export function ActionForm({ draft, onEdit, ...form }: Pick<Part, 'draft' | 'onEdit'> & DefinitionFormProps) {
  return (
    <DefinitionForm {...form} patch={() => patchOf(draft)}>
      {(problemAt) => {
        const part: Part = { draft, onEdit, problemAt: (path) => problemAt(`http_request.${path}`) };
        return (
          <>
            <BasicsCard {...part} ownProblemAt={problemAt} />
            <ParametersCard {...part} />
            <RequestCard {...part} />
            <AnswerCard {...part} />
            <ConditionsCard {...part} />
          </>
        );
      }}
    </DefinitionForm>
  );
}
