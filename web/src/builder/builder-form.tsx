import { type ReactNode, type SyntheticEvent, useEffect, useRef } from 'react';
import { useText } from '../i18n/text.tsx';
import { Button } from '../ui/button.tsx';
import { Kbd } from '../ui/kbd.tsx';
import { pageRoot } from '../ui/page-root.ts';
import { stepBeside, steps } from './steps.ts';
import { useBuilder } from './use-builder.tsx';

/** The form around a step: Enter in a field goes on, and so does Ctrl-Enter anywhere; Alt-1 to Alt-5 jump. */
export const BuilderForm = ({ children }: Readonly<{ children: ReactNode }>) => {
  const { builder: text } = useText();
  const { draft, step, go, create, isCreating } = useBuilder();
  const form = useRef<HTMLFormElement>(null);
  const before = stepBeside(step, -1);
  const after = stepBeside(step, 1);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (after === null) create();
    else go(after);
  };
  useKeys((event) => {
    if (pageRoot().querySelector('dialog[open]')) return;
    const jump = event.altKey && /^Digit[1-5]$/.test(event.code) ? steps[Number(event.code.at(-1)) - 1] : undefined;
    if (jump !== undefined) go(jump);
    else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.current?.requestSubmit();
    else return;
    event.preventDefault();
  });
  return (
    <form ref={form} noValidate onSubmit={submit} data-step={step} className="flex min-w-0 flex-col gap-8">
      {children}
      <div
        data-bottom-bar
        className="sticky bottom-0 z-10 flex items-center gap-4 border-t border-border bg-background py-4"
      >
        <Button disabled={before === null} onClick={() => before && go(before)}>
          {text.back}
        </Button>
        <span className="ml-auto hidden text-sm text-text-tertiary sm:inline">
          <Kbd>Ctrl</Kbd> <Kbd>↵</Kbd>
        </span>
        <Button type="submit" variant="primary" busy={isCreating} className="ml-auto min-w-0 sm:ml-0">
          <span className="truncate">{after === null ? text.create(draft.hubSkills.length) : text.next}</span>
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
