import { useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { PlanEdit } from '../../../../src/machines/flow/plan.ts';
import { parseProfileName } from '../../../../src/machines/flow/profile-name.ts';
import { revealEntry, type Secrets } from '../../../../src/machines/flow/secrets.ts';
import { useApi } from '../../api/api-context.tsx';
import { ApiProblem, Unreachable } from '../../api/api-problem.ts';
import { rememberFlow } from '../../api/stream/flow-queries.ts';
import { newKey } from '../../builder/new-key.ts';
import { useFlowText } from '../../flow/use-flow-text.ts';
import { toNeededSecrets } from '../../flow/needed-secrets.ts';
import { useNavigation } from '../../navigation/navigation.tsx';
import { useProfiles } from '../../profiles/use-profiles.ts';
import { toFreeName } from './free-name.ts';
import { secretsOf } from './plan-text.ts';
import { createRunFork } from './run-fork.ts';

type Input = Readonly<{
  flow: string;
  at: number;
  plan: PlanEdit;
  /** The flow has none of its secrets any more. */
  areSecretsGone: boolean;
}>;

/** A fork about to be run: the name of its profile, the secrets it needs, and why it was not started. */
export const useRun = ({ flow, at, plan, areSecretsGone }: Input) => {
  const send = useRunFork();
  const { data: profiles } = useProfiles();
  const [typed, setName] = useState<string | null>(null);
  const [values, setValues] = useState<Secrets>({});
  const [isAsked, setAsked] = useState(areSecretsGone);
  const [isChecked, setChecked] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<Error | null>(null);
  const needed = isAsked ? secretsOf(plan) : [];
  const name = typed ?? toFreeName(plan.name, profiles?.map((profile) => profile.name) ?? [plan.name]);
  const checked = parseProfileName(name);
  const reason = useReason(error);
  const start = async (): Promise<void> => {
    setChecked(true);
    setError(null);
    if (!checked.ok || needed.some((reference) => !values[reference])) return;
    const revealed = revealEntry({ ...plan, name: checked.name }, values);
    setBusy(true);
    try {
      await send({ flow, at, plan: 'value' in revealed ? revealed.value : { ...plan, name: checked.name } });
    } catch (refused) {
      setError(refused instanceof Error ? refused : new Error(String(refused)));
      if (toNeededSecrets(refused)) setAsked(true);
    }
    setBusy(false);
  };
  const isAboutName = error instanceof ApiProblem && /^(?:name|profile)\//.test(error.problem.code);
  const nameError = isChecked && !checked.ok ? checked.message : isAboutName ? reason : null;
  return {
    name,
    setName,
    nameError,
    needed,
    values,
    setValue: (reference: string, value: string) => setValues((known) => ({ ...known, [reference]: value })),
    isChecked,
    isBusy,
    reason: isAboutName ? null : reason,
    start,
  };
};

export type Running = ReturnType<typeof useRun>;

/** Starts a fork and shows the flow it became. */
const useRunFork = () => {
  const api = useApi();
  const cache = useQueryClient();
  const { navigator } = useNavigation();
  const start = useMemo(() => createRunFork(api, newKey), [api]);
  return async (run: Parameters<typeof start>[0]): Promise<void> => {
    const flow = await start(run);
    rememberFlow(cache, flow);
    navigator.go(`/flows/${flow.id}`);
  };
};

const useReason = (error: Error | null): string | null => {
  const { refused } = useFlowText();
  return error instanceof Unreachable ? refused.unreachable : (error?.message ?? null);
};
