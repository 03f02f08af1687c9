import { useState } from 'react';
import { useApi } from '../api/api-context.tsx';
import { saveAs } from './save-as.ts';

/** `html` shows the flow without a server; `ndjson` are its records alone. */
export type ExportFormat = 'ndjson' | 'html';

/** Saves a flow as a file. */
export const useExport = (id: string) => {
  const api = useApi();
  const [saving, setSaving] = useState<ExportFormat | null>(null);
  const [isFailed, setFailed] = useState(false);
  const save = async (format: ExportFormat): Promise<void> => {
    setSaving(format);
    try {
      const response = await api.open(`/api/flows/${encodeURIComponent(id)}/export?format=${format}`);
      saveAs(await response.blob(), `${id}.${format}`);
      setFailed(false);
    } catch {
      setFailed(true);
    } finally {
      setSaving(null);
    }
  };
  return { save, saving, isFailed };
};
