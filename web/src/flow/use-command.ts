import { useState } from 'react';
import { useText } from '../i18n/text.tsx';
import { useToast } from '../ui/toast.tsx';
import { type Command, MovedOn } from './commands.ts';
import { toRefusalText } from './refusal-text.ts';
import { useFlowText } from './use-flow-text.ts';

/** Carries commands out on the flow that is shown; rejects when one was not. */
export type FlowCommands = (command: Command) => Promise<void>;

/** Why a command was not carried out. */
export type Refused = Readonly<{ error: unknown; reason: string }>;

/** One place commands are given from: whether one is under way, and why the last was not carried out. */
export const useCommand = (commands: FlowCommands) => {
  const flow = useFlowText();
  const { ui } = useText();
  const toast = useToast();
  const [isBusy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Refused | null>(null);
  /** Gives why it was not carried out, or null. */
  const run = async (command: Command): Promise<Refused | null> => {
    setBusy(true);
    setRefused(null);
    const answer = await commands(command).then(
      () => null,
      (error: unknown) => ({ error, reason: toRefusalText(error, command, { flow, ui }) }),
    );
    setBusy(false);
    // Where the command was given from may be gone with what it was about.
    if (answer?.error instanceof MovedOn) toast(answer.reason);
    else setRefused(answer);
    return answer;
  };
  return { isBusy, reason: refused?.reason ?? null, run };
};
