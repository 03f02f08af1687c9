import { memo } from 'react';

/** Marks along a slider, from 0 to 1: one line each, in one path however many they are. */
export const SliderMarks = memo(({ marks }: Readonly<{ marks: readonly number[] }>) => (
  <svg
    aria-hidden
    viewBox="0 0 1000 4"
    preserveAspectRatio="none"
    className="pointer-events-none absolute top-0.5 left-2 h-1 w-[calc(100%-1rem)] overflow-visible"
  >
    <path
      d={marks.map((mark) => `M${mark * 1000} 0v4`).join('')}
      className="stroke-warning"
      strokeWidth={2}
      vectorEffect="non-scaling-stroke"
    />
  </svg>
));
SliderMarks.displayName = 'SliderMarks';
