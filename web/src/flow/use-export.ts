import { useState } from 'react';
import { useApi } from '../api/api-context.tsx';
import { saveAs } from './save-as.ts';

/** `html` shows the flow without a server; `ndjson` are its records alone. */
export type ExportFormat = 'ndjson' | 'html';

/** Saves a flow as a file; `trouble` is why the last try did not. */
export const useExport = (id: string) => {
  const api = useApi();
  const [saving, setSaving] = useState<ExportFormat | null>(null);
  const [trouble, setTrouble] = useState<Error | null>(null);
  const save = async (format: ExportFormat): Promise<void> => {
    setSaving(format);
    setTrouble(null);
    try {
      const response = await api.open(`/api/flows/${encodeURIComponent(id)}/export?format=${format}`);
      saveAs(await response.blob(), `${id}.${format}`);
    } catch (error) {
      setTrouble(error instanceof Error ? error : new Error(String(error)));
    } finally {
      setSaving(null);
    }
  };
  return { save, saving, trouble };
};
