import { useEffect, useEffectEvent } from 'react';

/** Calls what a key stands for, wherever the focus is, but in fields and together with other keys. */
export const useKeys = (actions: Readonly<Record<string, () => void>>): void => {
  const press = useEffectEvent((event: KeyboardEvent) => {
    const act = actions[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey || isTaken(event)) return;
    event.preventDefault();
    act();
  });
  useEffect(() => {
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
};

/** A control that means something else by the key keeps it. */
const isTaken = (event: KeyboardEvent): boolean => {
  const { key } = event;
  // In a shadow root the window is told the element around it.
  const [target] = event.composedPath();
  if (!(target instanceof Element)) return false;
  if (target.closest('textarea, select, dialog, input:not([type="range"])')) return true;
  const own = controls.find(([selector]) => target.matches(selector))?.[1];
  return own?.includes(key) ?? false;
};

/** Keys that a control has a meaning of its own for. */
const controls: readonly (readonly [selector: string, keys: readonly string[]])[] = [
  ['input[type="range"]', ['Home', 'End']],
  ['[role="tab"]', ['Home', 'End', ' ']],
  ['button, summary, a', [' ']],
];
