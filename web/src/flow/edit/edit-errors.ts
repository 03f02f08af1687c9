import type { ItemView } from '../../../../src/machines/flow/view.ts';
import type { FlowText } from '../../i18n/en/flow.ts';
import { type Faults, fieldOfProblem, findFaults } from './edit-faults.ts';
import type { EditForm } from './edit-form.ts';

type EditText = FlowText['edit'];

/** What is wrong, in words, by field. */
export type Errors = Readonly<Record<string, string>>;

export const toErrors = (faults: Faults, { faults: words }: EditText, needed: string = words.needed): Errors =>
  Object.fromEntries(
    Object.entries(faults).map(([field, fault]) => [field, fault === 'needed' ? needed : words[fault]]),
  );

/** What is wrong before anything was changed: the field the problem is about, or the secrets a refusal named. */
export const firstErrors = (
  { problem }: ItemView,
  form: EditForm | null,
  needed: readonly string[],
  text: EditText,
): Errors => {
  if (form === null || !problem) return {};
  if (needed.length > 0) return toErrors(findFaults(form), text, text.secretNeeded);
  const field = fieldOfProblem(problem.code, form);
  return field === null ? {} : { [field]: text.atFault };
};
