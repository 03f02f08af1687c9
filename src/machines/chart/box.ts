import type { ChartState, ChartWay } from './chart.ts';

/** Pixels at scale 1. */
export type Size = Readonly<{ width: number; height: number }>;

/** How the lanes of a state are laid: in rows of so many, or as cells without a label when there are too many to read. */
export type LaneGrid = Readonly<{ columns: number; rows: number; isDense: boolean }>;

/** Measures of what is drawn, shared by the page and the SVG. */
export const measures = {
  title: 36,
  lane: 26,
  cell: 18,
  gap: 6,
  pad: 10,
  label: 20,
  note: 22,
  /** Advance of one character of a label (monospace, 11 px) and of a title (13 px). */
  labelChar: 6.7,
  titleChar: 7.8,
  laneMax: 24,
  /** Characters of the longest note: of a state, and of a way. */
  noteMax: 17,
  wayNoteMax: 5,
} as const;

/** More lanes than this become cells. */
const READABLE = 12;
const CELLS = 4;

/** The grid of a state's lanes, at most `columns` beside each other. */
export const toLaneGrid = ({ lanes }: Pick<ChartState, 'lanes'>, columns: number): LaneGrid => {
  const isDense = lanes.length > READABLE;
  const across = Math.max(1, Math.min(isDense ? CELLS + 2 * columns : columns, lanes.length));
  return { columns: across, rows: Math.ceil(lanes.length / across), isDense };
};

/** The size of a state's box. */
export const toBox = (state: ChartState, columns: number): Size => {
  const { pad, gap, title, titleChar, lane, cell, note } = measures;
  const head = Math.ceil(state.label.length * titleChar) + 2 * pad + 24;
  if (state.hasNote) return { width: Math.max(head, noteWidth + 2 * pad), height: title + note };
  if (state.lanes.length === 0) return { width: head, height: title };
  const grid = toLaneGrid(state, columns);
  const [across, down] = grid.isDense ? [cell, cell] : [toLaneWidth(state), lane];
  return {
    width: Math.max(head, grid.columns * (across + gap) - gap + 2 * pad),
    height: title + grid.rows * (down + gap) - gap + pad,
  };
};

const noteWidth = Math.ceil(measures.noteMax * measures.labelChar);

/** Width of each lane of a state: that of its longest label, which is cut at `laneMax` characters. */
export const toLaneWidth = ({ lanes }: Pick<ChartState, 'lanes'>): number => {
  const longest = Math.max(...lanes.map(({ label }) => Math.min(label.length, measures.laneMax)));
  return Math.max(96, Math.ceil(longest * measures.labelChar) + 34);
};

/** What is written on a way: its note, or else its first event, and how many more; nothing when it is taken by itself. */
export const toWayLabel = ({ events: [first = '', ...more], hasNote }: ChartWay, note = ''): string => {
  if (hasNote) return note;
  return more.length === 0 ? first : `${first} +${more.length}`;
};

/** The size of what is written on a way, or of the room for its note; null when it is nothing. */
export const toWayLabelBox = (way: ChartWay): Size | null => {
  const length = way.hasNote ? measures.wayNoteMax : toWayLabel(way).length;
  return length === 0 ? null : { width: Math.ceil(length * measures.labelChar) + 12, height: measures.label };
};
