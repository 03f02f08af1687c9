import { type FormEvent, type RefObject, useEffect, useId, useRef, useState } from 'react';
import type { FlowView, ItemView } from '../../../../src/machines/flow/view.ts';
import { useText } from '../../i18n/text.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { toNameInText } from '../names.ts';
import { toNeededSecrets } from '../needed-secrets.ts';
import { Refusal } from '../refusal.tsx';
import { type FlowCommands, useCommand } from '../use-command.ts';
import { useFlowText } from '../use-flow-text.ts';
import { firstErrors, toErrors } from './edit-errors.ts';
import { findFaults } from './edit-faults.ts';
import { EditFields } from './edit-fields.tsx';
import { askAgain, type EditForm, hasSecrets, toEdit, toEditForm } from './edit-form.ts';

type Props = Readonly<{
  view: FlowView;
  item: ItemView;
  commands: FlowCommands;
  /** References of secrets that must be entered again, as a refusal named them. */
  needed: readonly string[];
  onClose: () => void;
  onRetried: () => void;
}>;

/** Changes the entry of a failed item in the plan and tries it again. */
export const EditDialog = ({ view, item, commands, needed, onClose, onRetried }: Props) => {
  const flow = useFlowText();
  const { ui } = useText();
  const id = useId();
  const { isBusy, reason, run } = useCommand(commands);
  const [form, setForm] = useState(() => openForm(view, item, needed));
  const [errors, setErrors] = useState(() => firstErrors(item, form, needed, flow.edit));
  const fields = useRef<HTMLFormElement>(null);
  useEffect(() => focusFirst(fields), []);
  if (form === null) return null;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const faults = findFaults(form);
    setErrors(toErrors(faults, flow.edit));
    if (Object.keys(faults).length > 0) return focusFirst(fields);
    const answer = await run({ name: 'retry', item: item.id, edit: toEdit(form) });
    if (answer === null) {
      onRetried();
      return onClose();
    }
    const missing = toNeededSecrets(answer.error);
    if (!missing) return;
    const asked = askAgain(form, missing);
    setForm(asked);
    setErrors(toErrors(findFaults(asked), flow.edit, flow.edit.secretNeeded));
    focusFirst(fields);
  };
  return (
    <Dialog
      title={flow.edit.title(toNameInText(item, flow))}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{ui.cancel}</Button>
          <Button type="submit" form={id} variant="primary" busy={isBusy}>
            {flow.edit.submit}
          </Button>
        </>
      }
    >
      <form ref={fields} id={id} noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
        {item.problem && <Note>{item.problem.message}</Note>}
        {view.outcome !== null && hasSecrets(form) && <Note>{flow.edit.secretsGone}</Note>}
        <EditFields form={form} errors={errors} onChange={setForm} />
        <Refusal reason={reason} />
      </form>
    </Dialog>
  );
};

const Note = ({ children }: Readonly<{ children: string }>) => (
  <p className="rounded-lg border border-warning-line bg-warning-soft px-4 py-3 text-sm wrap-anywhere">{children}</p>
);

const openForm = (view: FlowView, item: ItemView, needed: readonly string[]): EditForm | null => {
  const form = toEditForm(view, item);
  return form && askAgain(form, needed);
};

/** The field to mend, once it is drawn. */
const focusFirst = ({ current: fields }: RefObject<HTMLFormElement | null>): void => {
  requestAnimationFrame(() => {
    (fields?.querySelector<HTMLElement>('[aria-invalid]') ?? fields?.querySelector('input'))?.focus();
  });
};
