import { useEffect, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import { type Step, toStep } from './steps.ts';

/** The step shown, and the way to another; `field` is what takes the focus there, else the heading does. */
export type ShownStep = Readonly<{ step: Step; show: (step: Step, field?: string) => void }>;

/**
 * The step in the address: Back of the browser goes a step back. An address whose step cannot be gone to yet is
 * mended when it is opened; what becomes wrong later moves nobody.
 */
export const useStep = (blockerOf: (step: Step) => Step | null): ShownStep => {
  const [search, setSearch] = useSearchParams();
  const asked = toStep(search.get('step'));
  const [opened, setOpened] = useState({ asked, step: blockerOf(asked) ?? asked });
  if (opened.asked !== asked) setOpened({ asked, step: blockerOf(asked) ?? asked });
  const { step } = opened;
  useEffect(() => {
    if (step !== asked) setSearch(withStep(step), { replace: true });
  }, [step, asked, setSearch]);
  const setField = useFocusOf(step);
  const show = (next: Step, field?: string) => {
    setField(field);
    if (next === step) focusOn(field);
    else setSearch(withStep(next));
  };
  return { step, show };
};

const withStep = (step: Step) => (before: URLSearchParams) => {
  const search = new URLSearchParams(before);
  search.set('step', step);
  return search;
};

/** Focuses what was asked for when another step is shown; not the first one, which came with the page. */
const useFocusOf = (step: Step) => {
  const field = useRef<string | undefined>(undefined);
  const shown = useRef(step);
  useEffect(() => {
    if (shown.current === step) return;
    shown.current = step;
    focusOn(field.current);
    field.current = undefined;
  }, [step]);
  return (next: string | undefined) => {
    field.current = next;
  };
};

const FOCUSABLE = 'input, select, textarea, button, summary, [tabindex]';

const focusOn = (field: string | undefined): void => {
  const heading = document.querySelector<HTMLElement>('[data-step-heading]');
  const place = field === undefined ? null : document.querySelector<HTMLElement>(`[data-field="${CSS.escape(field)}"]`);
  const control = place?.matches(FOCUSABLE) ? place : place?.querySelector<HTMLElement>(FOCUSABLE);
  control?.closest('details')?.setAttribute('open', '');
  (control ?? heading)?.focus({ preventScroll: true });
  if (control) control.scrollIntoView({ block: 'center' });
  else window.scrollTo(0, 0);
};
