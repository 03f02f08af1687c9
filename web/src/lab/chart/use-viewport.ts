import { type PointerEvent, type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import type { Size } from '../../../../src/machines/chart/box.ts';
import { MARGIN, scaleIn } from '../../../../src/machines/chart/scale.ts';

/** Which part of a drawing a panel shows: the drawing is scaled, then moved. */
export type Viewport = Readonly<{ scale: number; x: number; y: number }>;

const SMALLEST = 0.2;
const LARGEST = 2.5;
const STEP = 1.25;

/** The drawing whole and centred in the panel. */
export const fit = (drawing: Size, panel: Size): Viewport => {
  const scale = Math.max(SMALLEST, scaleIn(drawing, panel));
  return {
    scale,
    x: Math.max(MARGIN, (panel.width - drawing.width * scale) / 2),
    y: Math.max(MARGIN, (panel.height - drawing.height * scale) / 2),
  };
};

/** Enlarged by `factor` so that what lies under the given place of the panel stays there. */
export const zoom = ({ scale, x, y }: Viewport, factor: number, at: Readonly<{ x: number; y: number }>): Viewport => {
  const next = Math.min(LARGEST, Math.max(SMALLEST, scale * factor));
  const ratio = next / scale;
  return { scale: next, x: at.x - (at.x - x) * ratio, y: at.y - (at.y - y) * ratio };
};

/** Pan by dragging, zoom by wheel with Ctrl, by pinch and by buttons; fits anew when panel or drawing change their size. */
export const useViewport = (panel: RefObject<HTMLElement | null>, drawing: Size) => {
  const [viewport, setViewport] = useState<Viewport>({ scale: 1, x: 0, y: 0 });
  const [isMoved, setMoved] = useState(false);
  const { width, height } = drawing;

  const fitAll = useCallback(() => {
    const element = panel.current;
    if (!element) return;
    setMoved(false);
    setViewport(fit({ width, height }, { width: element.clientWidth, height: element.clientHeight }));
  }, [panel, width, height]);

  const move = useCallback((change: (viewport: Viewport) => Viewport) => {
    setMoved(true);
    setViewport(change);
  }, []);

  useEffect(() => {
    const element = panel.current;
    if (!element || isMoved) return;
    const observer = new ResizeObserver(fitAll);
    observer.observe(element);
    return () => observer.disconnect();
  }, [panel, fitAll, isMoved]);

  useWheelZoom(panel, move);
  const pointers = usePointers(move);
  const zoomBy = (factor: number) => {
    const { clientWidth = 0, clientHeight = 0 } = panel.current ?? {};
    move((now) => zoom(now, factor, { x: clientWidth / 2, y: clientHeight / 2 }));
  };
  return { viewport, pointers, fitAll, zoomIn: () => zoomBy(STEP), zoomOut: () => zoomBy(1 / STEP) };
};

type Move = (change: (viewport: Viewport) => Viewport) => void;

// React's own wheel listener is passive: the page would zoom as well.
const useWheelZoom = (panel: RefObject<HTMLElement | null>, move: Move): void => {
  useEffect(() => {
    const element = panel.current;
    if (!element) return;
    const onWheel = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const { left, top } = element.getBoundingClientRect();
      move((now) => zoom(now, Math.exp(-event.deltaY / 300), { x: event.clientX - left, y: event.clientY - top }));
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [panel, move]);
};

type Held = Readonly<{ x: number; y: number }>;

/** One pointer drags, two pinch. */
const usePointers = (move: Move) => {
  const held = useRef(new Map<number, Held>());
  const release = ({ pointerId }: PointerEvent) => void held.current.delete(pointerId);
  return {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0 || (event.target instanceof Element && event.target.closest('button'))) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      held.current.set(event.pointerId, { x: event.clientX, y: event.clientY });
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const before = held.current.get(event.pointerId);
      if (!before) return;
      const now = { x: event.clientX, y: event.clientY };
      const other = [...held.current].find(([id]) => id !== event.pointerId)?.[1];
      const { left, top } = event.currentTarget.getBoundingClientRect();
      held.current.set(event.pointerId, now);
      if (!other) return move(({ scale, x, y }) => ({ scale, x: x + now.x - before.x, y: y + now.y - before.y }));
      const factor = distance(now, other) / (distance(before, other) || 1);
      move((view) => zoom(view, factor, { x: (now.x + other.x) / 2 - left, y: (now.y + other.y) / 2 - top }));
    },
    onPointerUp: release,
    onPointerCancel: release,
  };
};

const distance = (a: Held, b: Held): number => Math.hypot(a.x - b.x, a.y - b.y);
