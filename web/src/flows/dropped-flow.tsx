import { useEffect, useEffectEvent } from 'react';
import { toReplayPath } from '../flow/paths.ts';
import { useImport } from './use-import.tsx';

/** Takes over the flow of a file and replays it, or says why not. */
export const DroppedFlow = ({ file }: Readonly<{ file: File }>) => {
  const { importFile, refusal } = useImport((flow) => toReplayPath(flow));
  const take = useEffectEvent(importFile);
  useEffect(() => take(file), [file]);
  return refusal;
};
