import type { FlowView } from '../../../src/machines/flow/view.ts';
import { Unreachable } from '../api/api-problem.ts';
import type { Text } from '../i18n/en.ts';
import type { FlowText } from '../i18n/en/flow.ts';
import { type Command, MovedOn } from './commands.ts';
import { toNameInText } from './names.ts';

type RefusalText = Readonly<{ flow: FlowText; ui: Text['ui'] }>;

/** Why a command was not carried out, in words; of a refusal the server's own. */
export const toRefusalText = (error: unknown, command: Command, text: RefusalText): string => {
  const { refused } = text.flow;
  if (error instanceof Unreachable) return refused.unreachable;
  if (error instanceof MovedOn) return refused.movedOn(toMove(error.view, command, text));
  return error instanceof Error ? error.message : String(error);
};

const toMove = (now: FlowView, command: Command, { flow, ui }: RefusalText): string => {
  const { refused } = flow;
  const id = 'item' in command ? command.item : undefined;
  const item = now.items.find((one) => one.id === id);
  if (item) return refused.nowState(toNameInText(item, flow), ui.itemStates[item.state]);
  if (now.outcome !== null) return refused.nowEnded;
  return now.stopping ? refused.nowStopping : refused.nowRunning;
};
