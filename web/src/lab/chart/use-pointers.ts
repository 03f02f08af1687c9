import { type MouseEvent, type PointerEvent, useRef } from 'react';
import type { Point } from '../../../../src/machines/ports/chart-layout.ts';
import { pan, type Viewport, zoom } from './viewport.ts';

export type Move = (change: (viewport: Viewport) => Viewport) => void;

/** A press that goes no further than this is a click on what lies there. */
const CLICK_PX = 4;

type Held = Readonly<{ from: Point; at: Point }>;

/** One pointer drags, two pinch, also when they begin on something that can be clicked. */
export const usePointers = (move: Move) => {
  const held = useRef(new Map<number, Held>());
  const isDragging = useRef(false);
  const release = ({ pointerId }: PointerEvent) => void held.current.delete(pointerId);
  return {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0) return;
      if (held.current.size === 0) isDragging.current = false;
      const at = { x: event.clientX, y: event.clientY };
      held.current.set(event.pointerId, { from: at, at });
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const own = held.current.get(event.pointerId);
      if (!own) return;
      // Let go outside of the window, of which nobody is told.
      if (event.buttons === 0) return release(event);
      const at = { x: event.clientX, y: event.clientY };
      if (!isDragging.current && distance(own.from, at) < CLICK_PX) return;
      isDragging.current = true;
      event.currentTarget.setPointerCapture(event.pointerId);
      held.current.set(event.pointerId, { ...own, at });
      const other = [...held.current].find(([id]) => id !== event.pointerId)?.[1].at;
      const { left, top } = event.currentTarget.getBoundingClientRect();
      move((view) => (other ? pinch(view, own.at, at, { other, left, top }) : pan(view, minus(at, own.at))));
    },
    onPointerUp: release,
    onPointerCancel: release,
    onClickCapture: (event: MouseEvent) => {
      // A key's click has no detail, and follows no drag.
      if (isDragging.current && event.detail > 0) event.stopPropagation();
    },
  };
};

type Beside = Readonly<{ other: Point; left: number; top: number }>;

const pinch = (view: Viewport, before: Point, now: Point, { other, left, top }: Beside): Viewport =>
  zoom(view, distance(now, other) / (distance(before, other) || 1), {
    x: (now.x + other.x) / 2 - left,
    y: (now.y + other.y) / 2 - top,
  });

const minus = (a: Point, b: Point): Point => ({ x: a.x - b.x, y: a.y - b.y });

const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y);
