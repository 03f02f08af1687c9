import { useEffect, useRef, useState } from 'react';
import { useSearchParams } from '../navigation/use-search-params.ts';
import { pageRoot } from '../ui/page-root.ts';
import { type Step, toStep } from './steps.ts';

/** The step shown, and the way to another; `field` is what takes the focus there, else the heading does. */
export type ShownStep = Readonly<{
  step: Step;
  show: (step: Step, field?: string) => void;
  /** To be called once another step is on the page: moves the focus. */
  arrive: () => void;
}>;

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
  const wanted = useRef<string | undefined>(undefined);
  const arrive = () => {
    focusOn(wanted.current);
    wanted.current = undefined;
  };
  const show = (next: Step, field?: string) => {
    wanted.current = field;
    if (next === step) arrive();
    else setSearch(withStep(next));
  };
  return { step, show, arrive };
};

const withStep = (step: Step) => (before: URLSearchParams) => {
  const search = new URLSearchParams(before);
  search.set('step', step);
  return search;
};

const FOCUSABLE = 'input, select, textarea, button, summary, [tabindex]';

const focusOn = (field: string | undefined): void => {
  const heading = pageRoot().querySelector<HTMLElement>('[data-step-heading]');
  const place =
    field === undefined ? null : pageRoot().querySelector<HTMLElement>(`[data-field="${CSS.escape(field)}"]`);
  const control = place?.matches(FOCUSABLE) ? place : place?.querySelector<HTMLElement>(FOCUSABLE);
  control?.closest('details')?.setAttribute('open', '');
  (control ?? heading)?.focus({ preventScroll: true });
  if (control) control.scrollIntoView({ block: 'center' });
  else window.scrollTo(0, 0);
};
