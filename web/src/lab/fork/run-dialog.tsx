import { type FormEvent, useId, useRef } from 'react';
import type { Plan } from '../../../../src/machines/flow/plan.ts';
import { PlanSummary } from '../../flow/plan-summary.tsx';
import { Refusal } from '../../flow/refusal.tsx';
import { useText } from '../../i18n/text.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { RunSecrets } from './run-secrets.tsx';
import type { Fork } from './use-fork.ts';
import { useForkText } from './use-fork-text.ts';
import { useRun } from './use-run.ts';

type Props = Readonly<{
  flow: string;
  /** The plan of the version forked at. */
  plan: Plan;
  fork: Fork;
  onClose: () => void;
}>;

/** Says what will really be made, asks what is missing for it, and starts it. */
export const RunDialog = ({ flow, plan, fork, onClose }: Props) => {
  const { run: text } = useForkText();
  const { ui } = useText();
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  const last = fork.changed?.last;
  const run = useRun({
    flow,
    at: fork.at,
    plan: last?.edit ?? plan,
    areSecretsGone: fork.result?.before.outcome !== null || fork.result.before.imported !== undefined,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void run.start().then(() => form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus());
  };
  return (
    <Dialog
      title={text.ask}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{ui.cancel}</Button>
          <Button type="submit" form={id} variant="primary" busy={run.isBusy}>
            {text.confirm}
          </Button>
        </>
      }
    >
      <form ref={form} id={id} noValidate onSubmit={submit} className="flex flex-col gap-4">
        <div className="flex flex-col gap-2 text-sm text-text-secondary">
          <p className="wrap-anywhere">{text.made(run.name)}</p>
          <p>{last ? text.planChanged : text.planAt(fork.at)}</p>
          {fork.answers.length > 0 && <p>{text.answers}</p>}
        </div>
        <Field label={text.name} hint={text.nameHint} error={run.nameError} required>
          {(control) => <TextInput {...control} mono value={run.name} onChange={run.setName} />}
        </Field>
        <RunSecrets {...run} />
        <PlanSummary plan={last?.plan ?? plan} />
        <Refusal reason={run.reason} />
      </form>
    </Dialog>
  );
};
