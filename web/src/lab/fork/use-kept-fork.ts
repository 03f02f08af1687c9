import { useState } from 'react';
import type { Replay } from '../../../../src/machines/flow/replay.ts';
import { useNavigation } from '../../navigation/navigation.tsx';
import type { ReadPlan } from './plan-text.ts';

/** A plan being changed: its text, and the last thing it could be read as. */
export type ChangedPlan = Readonly<{ text: string; read: ReadPlan; last: Extract<ReadPlan, { ok: true }> | null }>;

/** A fork at one of its versions, to be drawn instead of what was recorded. */
export type ShownFork = Readonly<{ replay: Replay; at: number }>;

/** What of a fork concerns the page around its panel, and stays while another panel is looked at. */
export const useKeptFork = () => {
  const [changed, setChanged] = useState<ChangedPlan | null>(null);
  const [shown, show] = useState<ShownFork | null>(null);
  const { place } = useNavigation();
  const [first] = useState(place);
  /** The place a button of this page led to; null when one came another way. */
  const opened = place !== first && place.cause === 'push' ? place : null;
  return { changed, setChanged, shown, show, opened };
};

export type KeptFork = ReturnType<typeof useKeptFork>;
