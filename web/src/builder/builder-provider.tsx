import { useActorRef, useSelector } from '@xstate/react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useNavigate, useSearchParams } from 'react-router';
import { useApi } from '../api/api-context.tsx';
import { withIdempotencyKey } from '../api/client.ts';
import { builderMachine, type BuilderInput, toCreateActor } from './builder-machine.ts';
import { emptyDraft } from './draft.ts';
import { readKept, writeKept } from './kept-draft.ts';
import { newKey } from './new-key.ts';
import { type Step, toStep } from './steps.ts';
import { type Builder, BuilderContext } from './use-builder.tsx';
import { useKnown } from './use-known.ts';
import { blockerOf, errorsOf } from './validity.ts';

/** Holds the draft of this page, keeps it in the browser, and sends it. */
export const BuilderProvider = ({ children }: Readonly<{ children: ReactNode }>) => {
  const actor = useBuilderActor();
  const context = useSelector(actor, (snapshot) => snapshot.context);
  const isCreating = useSelector(actor, (snapshot) => snapshot.matches('creating'));
  const known = useKnown();
  const [asked, show] = useStepInAddress();
  const judged = { draft: context.draft, secrets: context.secrets, known };
  const step = blockerOf(asked, judged) ?? asked;
  const shown = errorsOf(step, judged).filter(({ isMissing }) => !isMissing || context.checked.includes(step));

  const refuse = (refused: Step) => {
    flushSync(() => actor.send({ type: 'step.refused', step: refused }));
    document.querySelector<HTMLElement>('[data-step] [aria-invalid="true"]')?.focus();
  };
  const builder: Builder = {
    ...judged,
    step,
    furthest: context.furthest,
    isCreating,
    change: (part) => actor.send({ type: 'changed', part, key: newKey() }),
    setSecret: (slot, value) => actor.send({ type: 'secret.set', slot, value, key: newKey() }),
    go: (to, field) => {
      const blocker = blockerOf(to, judged);
      if (blocker === null) show(to, field);
      else if (blocker === step) refuse(blocker);
      else show(blocker);
    },
    create: () => actor.send({ type: 'create' }),
    errorOf: (field) => shown.find((error) => error.field === field),
  };
  useEffect(() => actor.send({ type: 'step.entered', step }), [actor, step]);
  return <BuilderContext value={builder}>{children}</BuilderContext>;
};

const useBuilderActor = () => {
  const api = useApi();
  const navigate = useNavigate();
  const [machine] = useState(() =>
    builderMachine.provide({
      actors: {
        create: toCreateActor(async ({ plan, key }, signal) => {
          const headers = withIdempotencyKey(key);
          const { flow } = await api.send<FlowAnswer>('POST', '/api/flows', { body: plan, headers, signal });
          return flow.id;
        }),
      },
    }),
  );
  const [input] = useState(readInput);
  const actor = useActorRef(machine, { input });
  useEffect(() => {
    const { unsubscribe } = actor.subscribe(({ context: { draft, furthest, key, flow } }) => {
      writeKept(flow === null ? { draft, furthest, key } : null);
      if (flow !== null) void navigate(`/flows/${flow}`);
    });
    return unsubscribe;
  }, [actor, navigate]);
  return actor;
};

type FlowAnswer = Readonly<{ flow: Readonly<{ id: string }> }>;

const readInput = (): BuilderInput => {
  const kept = readKept() ?? { draft: emptyDraft, furthest: 'identity', key: newKey() };
  return { ...kept, secrets: {} };
};

/** The step in the address, and a way to another one that Back comes back from; focuses a field there, else the heading. */
const useStepInAddress = (): readonly [Step, (step: Step, field?: string) => void] => {
  const [search, setSearch] = useSearchParams();
  const step = toStep(search.get('step'));
  const focused = useRef<string | undefined>(undefined);
  const shown = useRef(step);
  useEffect(() => {
    if (shown.current === step) return;
    shown.current = step;
    const field = focused.current;
    focused.current = undefined;
    const selector = field === undefined ? '[data-step-heading]' : `[data-field="${CSS.escape(field)}"]`;
    document.querySelector<HTMLElement>(selector)?.focus();
  }, [step]);
  const show = (next: Step, field?: string) => {
    if (next === step) return;
    focused.current = field;
    setSearch(
      (before) => new URLSearchParams([...before, ['step', next]].filter(([k, v]) => k !== 'step' || v === next)),
    );
  };
  return [step, show];
};
