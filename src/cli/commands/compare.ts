import { compareFlows, type FlowDiff, type Gist } from '../../machines/flow/compare.ts';
import type { Replay } from '../../machines/flow/replay.ts';
import type { ItemView } from '../../machines/flow/view.ts';
import { CliError } from '../cli-error.ts';
import { exitCodes } from '../exit-code.ts';
import { fetchReplay, refuseBroken } from '../flow-replay.ts';
import { printJson, printLines } from '../io.ts';
import { plainLine } from '../plain-text.ts';
import { type Session, withClient } from '../session.ts';
import { toTable } from '../table.ts';

/** Shows how two flows differ: their ends, their items, and the first thing that happened otherwise. */
export const compare = async (session: Session, one: string, other: string): Promise<number> => {
  const [before, after] = await withClient(session, async (client) => {
    const replays = [await fetchReplay(client, one), await fetchReplay(client, other)] as const;
    return [toTold(one, replays[0]), toTold(other, replays[1])] as const;
  });
  const diff = compareFlows(before, after);
  if (session.json) printJson(session.io, diff);
  else printLines(session.io, ...toLines(diff).map(plainLine));
  return exitCodes.complete;
};

const toTold = (id: string, replay: Replay): Parameters<typeof compareFlows>[0] => {
  refuseBroken(id, replay);
  const flow = replay.at(replay.last);
  if (!flow) throw new CliError(`${id} has no events.`);
  const steps = Array.from({ length: replay.last }, (_, index) => replay.step(index + 1));
  return { flow, events: steps.flatMap((step) => step?.event ?? []) };
};

const toLines = ({ state, outcome, items, first }: FlowDiff): readonly string[] => {
  if (first === null) return ['The same happened in both.'];
  return [
    `They differ from version ${first.version} on: ${toWords(first.before)} in the first, ${toWords(first.after)} in the second.`,
    '',
    ...toTable([
      ['', 'FIRST', 'SECOND'],
      ['flow', outcome.before ?? state.before, outcome.after ?? state.after],
      ...items.map(({ id, before, after }) => [id, toEnd(before), toEnd(after)]),
    ]),
  ];
};

const toWords = (gist: Gist | null): string =>
  gist === null ? 'nothing more' : `${gist.type}${gist.item === null ? '' : ` of ${gist.item}`}`;

const toEnd = (item: ItemView | null): string => {
  if (item === null) return '-';
  const attempt = item.attempt > 1 ? `, attempt ${item.attempt}` : '';
  return `${item.state}${attempt}${item.problem ? ` (${item.problem.code})` : ''}`;
};
