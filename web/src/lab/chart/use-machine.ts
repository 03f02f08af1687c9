import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type RefObject, useEffect, useState } from 'react';
import type { Chart, Noted } from '../../../../src/machines/chart/chart.ts';
import type { Size } from '../../../../src/machines/chart/box.ts';
import type { Graph } from '../../../../src/machines/flow/graph.ts';
import type { ChartLayout } from '../../../../src/machines/ports/chart-layout.ts';
import { useApi } from '../../api/api-context.tsx';

/** A machine with its chart, laid out for a panel; `definitions` are all there are. */
export type Machine = Readonly<{
  definition: string;
  definitions: readonly string[];
  graph: Graph;
  mermaid: string;
  chart: Chart;
  layout: ChartLayout;
}>;

/** Which machine, and where its chart keeps room for notes. */
export type MachineChoice = Readonly<{ definition?: string | undefined; notes?: Noted }>;

/** The machine of a flow, or the one new flows get; `items` is how many lanes it has, which may become more. */
export const useMachine = (panel: Size | null, flow?: string, items = 0, choice: MachineChoice = {}) => {
  const api = useApi();
  return useQuery({
    queryKey: ['machine', flow, items, panel, choice],
    queryFn: ({ signal }) => api.get<Machine>('/api/machine', { signal, query: { flow, ...choice, ...panel } }),
    enabled: panel !== null,
    placeholderData: keepPreviousData,
    staleTime: Infinity,
  });
};

const STEP_PX = 40;

/** The size of an element in steps, so that a chart is not laid out anew for every pixel; null until it is known. */
export const usePanelSize = (element: RefObject<HTMLElement | null>): Size | null => {
  const [size, setSize] = useState<Size | null>(null);
  useEffect(() => {
    const { current } = element;
    if (!current) return;
    const observer = new ResizeObserver(() => {
      const [width, height] = [inSteps(current.clientWidth), inSteps(current.clientHeight)];
      setSize((known) => (known?.width === width && known.height === height ? known : { width, height }));
    });
    observer.observe(current);
    return () => observer.disconnect();
  }, [element]);
  return size;
};

const inSteps = (pixels: number): number => Math.max(5, Math.floor(pixels / STEP_PX)) * STEP_PX;
