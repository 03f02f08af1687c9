import { commandTypes } from '../../../../src/machines/flow/fork.ts';
import type { Lead } from '../../../../src/machines/flow/next-events.ts';

/** What can happen to one item (null: to the whole flow), or by a command. */
export type LeadGroup = Readonly<{ item: string | null; isCommands: boolean; leads: readonly Lead[] }>;

/** Answers by the item they are about, in their order, then all commands. */
export const groupLeads = (leads: readonly Lead[]): readonly LeadGroup[] => {
  const commands = leads.filter(isCommand);
  const answers = Map.groupBy(
    leads.filter((lead) => !isCommand(lead)),
    ({ item }) => item,
  );
  return [
    ...[...answers].map(([item, own]) => ({ item, isCommands: false, leads: own })),
    ...(commands.length > 0 ? [{ item: null, isCommands: true, leads: commands }] : []),
  ];
};

const isCommand = ({ event }: Lead): boolean => commandTypes.includes(event);
