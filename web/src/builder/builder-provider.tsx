import { useSelector } from '@xstate/react';
import { type ReactNode, useEffect } from 'react';
import { flushSync } from 'react-dom';
import { pageRoot } from '../ui/page-root.ts';
import { newKey } from './new-key.ts';
import { toRefusedField } from './refused.ts';
import type { Step } from './steps.ts';
import { type Builder, BuilderContext } from './use-builder.tsx';
import { type BuilderActor, emptyInput } from './use-builder-actor.ts';
import { useKnown } from './use-known.ts';
import { useStep } from './use-step.ts';
import { blockerOf, errorsOf } from './validity.ts';
import { nothingKnown } from './validity/field-error.ts';

/** What the steps share: the draft, the step shown, and what is wrong with it. */
export const BuilderProvider = ({ actor, children }: Readonly<{ actor: BuilderActor; children: ReactNode }>) => {
  const { checked, refusal, ...context } = useSelector(actor, (snapshot) => snapshot.context);
  const isCreating = useSelector(actor, (snapshot) => !snapshot.matches('editing'));
  const onMachine = useKnown();
  const known = context.isUnanswered ? nothingKnown : onMachine;
  const judged = { draft: context.draft, secrets: context.secrets, known };
  const { step, show, arrive } = useStep((to) => blockerOf(to, judged));
  const refusedField = toRefusedField(refusal, context.draft);

  const refuse = (refused: Step) => {
    flushSync(() => actor.send({ type: 'step.refused', step: refused }));
    pageRoot().querySelector<HTMLElement>('[data-step] [aria-invalid="true"]')?.focus();
  };
  /** Goes where it may be gone; else to what stands in the way, and tells it there. */
  const goIfClear = (to: Step, proceed: () => void) => {
    const blocker = blockerOf(to, judged);
    if (blocker === null) return proceed();
    if (blocker !== step) flushSync(() => show(blocker));
    refuse(blocker);
  };
  const builder: Builder = {
    ...judged,
    given: context.given,
    furthest: context.furthest,
    step,
    arrive,
    isCreating,
    refusal: refusedField === null ? refusal : null,
    change: (part) => actor.send({ type: 'changed', part, key: newKey() }),
    setSecret: (slot, value) => actor.send({ type: 'secret.set', slot, value, key: newKey() }),
    open: (opened) => {
      actor.send({ type: 'opened', opened: { ...emptyInput(), ...opened } });
      show('identity');
    },
    go: (to, field) => goIfClear(to, () => show(to, field)),
    create: () => goIfClear('review', () => actor.send({ type: 'create' })),
    errorOf: (field) => {
      if (refusedField?.field === field) return refusedField;
      const errors = errorsOf(step, judged).filter(({ isMissing }) => !isMissing || checked.includes(step));
      return errors.find((error) => error.field === field);
    },
  };
  useEffect(() => actor.send({ type: 'step.entered', step }), [actor, step]);
  useEffect(() => {
    if (refusedField) show(refusedField.step, refusedField.field);
    // oxlint-disable-next-line react/exhaustive-deps -- once for each refusal, wherever the user goes then
  }, [refusal]);
  return <BuilderContext value={builder}>{children}</BuilderContext>;
};
