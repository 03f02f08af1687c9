import { type RefObject, useEffect, useEffectEvent, useRef } from 'react';
import type { WindowVirtualizerHandle } from 'virtua';
import { toRowMove } from './row-move.ts';

type Options = Readonly<{
  rows: readonly Readonly<{ id: string }>[];
  list: RefObject<WindowVirtualizerHandle | null>;
  section: RefObject<HTMLElement | null>;
}>;

/** j and k move along the rows from anywhere but a field; arrow keys, Home and End once one has the focus. */
export const useRowKeys = ({ rows, list, section }: Options): void => {
  const current = useRef<string | null>(null);
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const active = activeIn(section.current);
    const focused = active?.getAttribute('data-flow') ?? null;
    if (focused !== null) current.current = focused;
    const at = rows.findIndex(({ id }) => id === current.current);
    const to = toRowMove(event, { at, count: rows.length, focus: focusOf(active) });
    const row = to === null ? undefined : rows[to];
    if (to === null || !row) return;
    event.preventDefault();
    current.current = row.id;
    const elementOf = () => section.current?.querySelector<HTMLElement>(`[data-flow="${CSS.escape(row.id)}"]`) ?? null;
    const element = elementOf();
    if (element) return element.focus();
    list.current?.scrollToIndex(to, { align: 'center' });
    focusSoon(elementOf);
  });
  useEffect(() => {
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
};

/** Inside of Hermes' dashboard our elements are in a shadow root, and the focus can be in one of the dashboard's. */
const activeIn = (element: Element | null): Element | null => {
  const root = element?.getRootNode();
  return (root instanceof ShadowRoot ? root.activeElement : null) ?? document.activeElement;
};

const focusOf = (element: Element | null) => {
  if (element?.matches('[data-flow]')) return 'row';
  if (element?.matches('[role=searchbox]')) return 'search';
  return element?.closest('input, textarea, select, dialog, [role=menu]') ? 'control' : 'none';
};

const FRAMES = 30;

/** A row that is scrolled to is in the document a frame later, and hidden until it was measured. */
const focusSoon = (elementOf: () => HTMLElement | null, framesLeft = FRAMES): void => {
  const element = elementOf();
  element?.focus({ preventScroll: true });
  if (framesLeft === 0 || element?.matches(':focus')) return;
  requestAnimationFrame(() => focusSoon(elementOf, framesLeft - 1));
};
