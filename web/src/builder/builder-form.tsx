import { type ReactNode, type SyntheticEvent, useEffect, useRef } from 'react';
import { useText } from '../i18n/text.tsx';
import { Button } from '../ui/button.tsx';
import { stepBeside, steps } from './steps.ts';
import { useBuilder } from './use-builder.tsx';

/** The form around a step: Enter in a field goes on, and so does Ctrl-Enter anywhere; Alt-1 to Alt-5 jump. */
export const BuilderForm = ({ children }: Readonly<{ children: ReactNode }>) => {
  const { builder: text } = useText();
  const { step, go, create, isCreating } = useBuilder();
  const form = useRef<HTMLFormElement>(null);
  const before = stepBeside(step, -1);
  const after = stepBeside(step, 1);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (after === null) create();
    else go(after);
  };
  useKeys((event) => {
    if (document.querySelector('dialog[open]')) return;
    const jump = event.altKey && /^Digit[1-5]$/.test(event.code) ? steps[Number(event.code.at(-1)) - 1] : undefined;
    if (jump !== undefined) go(jump);
    else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.current?.requestSubmit();
    else return;
    event.preventDefault();
  });
  return (
    <form ref={form} noValidate onSubmit={submit} data-step={step} className="flex min-w-0 flex-col gap-8">
      {children}
      <div className="flex flex-wrap items-center justify-between gap-3 border-t border-border pt-5">
        <Button disabled={before === null} onClick={() => before && go(before)}>
          {text.back}
        </Button>
        <Button type="submit" variant="primary" busy={isCreating}>
          {after === null ? text.create : text.next}
        </Button>
      </div>
    </form>
  );
};

const useKeys = (onKey: (event: KeyboardEvent) => void) => {
  const latest = useRef(onKey);
  useEffect(() => {
    latest.current = onKey;
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => latest.current(event);
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
};
