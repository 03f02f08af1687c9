import {
  type FocusEvent,
  type KeyboardEvent,
  type RefObject,
  useEffect,
  useEffectEvent,
  useMemo,
  useState,
} from 'react';
import type { Size } from '../../../../src/machines/chart/box.ts';
import { type Move, usePointers } from './use-pointers.ts';
import { fit, pan, reveal, type Viewport, zoom } from './viewport.ts';

const STEP = 1.25;
const PAN_PX = 60;

/** Pan by dragging and arrow keys, zoom by wheel with Ctrl, pinch, keys and buttons. Until it is moved, a drawing is shown whole. */
export const useViewport = (panel: RefObject<HTMLElement | null>, drawing: Size) => {
  const { width, height } = drawing;
  const room = useRoom(panel);
  const whole = useMemo(() => fit({ width, height }, room), [width, height, room]);
  const [moved, setMoved] = useState<Moved | null>(null);
  // Another drawing has other places.
  const stateOf = (known: Moved | null) => (known?.width === width && known.height === height ? known : whole);
  const viewport = stateOf(moved);
  const isMoved = viewport !== whole;
  const move: Move = (change) => setMoved((known) => ({ ...change(stateOf(known)), width, height }));
  const fitAll = () => setMoved(null);
  const zoomBy = (factor: number) => move((now) => zoom(now, factor, { x: room.width / 2, y: room.height / 2 }));
  const [zoomIn, zoomOut] = [() => zoomBy(STEP), () => zoomBy(1 / STEP)];
  useWheelZoom(panel, move);
  const handlers = {
    ...usePointers(move),
    ...handleKeys({ zoomIn, zoomOut, fitAll, move }),
    onFocus: ({ target, currentTarget }: FocusEvent<HTMLElement>) => {
      if (!isMoved || target === currentTarget || !target.matches(':focus-visible')) return;
      const [rect, frame] = [target.getBoundingClientRect(), currentTarget.getBoundingClientRect()];
      const place = { x: rect.x - frame.x, y: rect.y - frame.y, width: rect.width, height: rect.height };
      move((now) => reveal(now, place, frame));
    },
  };
  return { viewport, isMoved, handlers, fitAll, zoomIn, zoomOut };
};

type Acts = Readonly<{ zoomIn: () => void; zoomOut: () => void; fitAll: () => void; move: Move }>;

const handleKeys = ({ zoomIn, zoomOut, fitAll, move }: Acts) => {
  const panBy = (x: number, y: number) => () => move((now) => pan(now, { x, y }));
  const acts: Readonly<Record<string, () => void>> = {
    '+': zoomIn,
    '=': zoomIn,
    '-': zoomOut,
    '0': fitAll,
    ArrowLeft: panBy(PAN_PX, 0),
    ArrowRight: panBy(-PAN_PX, 0),
    ArrowUp: panBy(0, PAN_PX),
    ArrowDown: panBy(0, -PAN_PX),
  };
  return {
    onKeyDown: (event: KeyboardEvent) => {
      const act = acts[event.key];
      if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      act();
    },
  };
};

type Moved = Viewport & Size;

/** The size of the panel. */
const useRoom = (panel: RefObject<HTMLElement | null>): Size => {
  const [room, setRoom] = useState<Size>({ width: 0, height: 0 });
  useEffect(() => {
    const element = panel.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setRoom({ width: element.clientWidth, height: element.clientHeight }));
    observer.observe(element);
    return () => observer.disconnect();
  }, [panel]);
  return room;
};

// React's own wheel listener is passive: the page would zoom as well.
const useWheelZoom = (panel: RefObject<HTMLElement | null>, move: Move): void => {
  const onWheel = useEffectEvent((event: WheelEvent, { left, top }: DOMRect) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    move((now) => zoom(now, Math.exp(-event.deltaY / 300), { x: event.clientX - left, y: event.clientY - top }));
  });
  useEffect(() => {
    const element = panel.current;
    if (!element) return;
    const listen = (event: WheelEvent) => onWheel(event, element.getBoundingClientRect());
    element.addEventListener('wheel', listen, { passive: false });
    return () => element.removeEventListener('wheel', listen);
  }, [panel]);
};
