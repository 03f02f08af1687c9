import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import { toExportText } from '../../../src/machines/flow/flow-file.ts';
import type { FlowView } from '../../../src/machines/flow/view.ts';
import { useApi } from '../api/api-context.tsx';
import type { ApiClient } from '../api/client.ts';
import { rememberFlow } from '../api/stream/flow-queries.ts';
import { useText } from '../i18n/text.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { useToast } from '../ui/toast.tsx';
import { useFlowsText } from './use-flows-text.ts';

/** Takes over an exported flow and opens it at an address; `refusal` is to be shown where it is used. */
export const useImport = (toPath: (flow: string) => string) => {
  const flows = useFlowsText();
  const { ui } = useText();
  const api = useApi();
  const cache = useQueryClient();
  const [, goTo] = useLocation();
  const toast = useToast();
  const { mutate, error, variables, isPending, reset } = useMutation({
    mutationFn: (file: File) => sendExport(api, file),
    onSuccess: ({ flow, isNew }) => {
      rememberFlow(cache, flow);
      toast(isNew ? flows.import.done(flow.profile) : flows.import.known(flow.profile));
      goTo(toPath(flow.id));
    },
  });
  const refusal = error && (
    <Dialog
      title={flows.import.refused(variables.name)}
      onClose={reset}
      footer={<Button onClick={reset}>{ui.close}</Button>}
    >
      <ErrorState error={error} />
    </Dialog>
  );
  return { importFile: (file: File) => mutate(file), isPending, refusal };
};

const sendExport = async (api: ApiClient, file: File) => {
  const headers = { 'Content-Type': 'application/x-ndjson' };
  const body = toExportText(await file.text());
  const response = await api.open('/api/flows/import', { method: 'POST', headers, body });
  const { flow } = (await response.json()) as Readonly<{ flow: FlowView }>;
  return { flow, isNew: response.status === 201 };
};
