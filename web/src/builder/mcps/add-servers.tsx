import { useState } from 'react';
import type { McpServerInput } from '../../../../src/machines/flow/plan.ts';
import type { CatalogServer } from '../../api/catalogs.ts';
import { useText } from '../../i18n/text.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import type { McpDraft } from '../draft.ts';
import { newKey } from '../new-key.ts';
import { joinSecrets } from '../secrets.ts';
import { toServerDraft } from '../server-of-catalog.ts';
import { toServerOfPlan } from '../server-of-plan.ts';
import { useBuilder } from '../use-builder.tsx';
import { CatalogTab } from './catalog-tab.tsx';
import { ManualTab } from './manual-tab.tsx';
import { needsOf } from './needs.ts';
import { useServers } from './use-servers.ts';

type Props = Readonly<{
  /** A row was added to be filled in. */
  onFresh: (key: string) => void;
  onSay: (message: string) => void;
}>;

/** The ways to a server: one of the catalog, or one's own. */
export const AddServers = ({ onFresh, onSay }: Props) => {
  const { builderMcps: text } = useText();
  const { secrets } = useBuilder();
  const { add } = useServers();
  const [tab, setTab] = useState<'catalog' | 'manual'>('catalog');
  const addEntry = (entry: CatalogServer) => {
    const server = toServerDraft(entry, newKey());
    add([server]);
    const needs = needsOf(server, secrets).map(({ name }) => name ?? text.token);
    onSay(text.list.added(entry.name, needs));
  };
  const addPasted = (entries: readonly McpServerInput[]) => {
    const rows = entries.map((entry) => toServerOfPlan(entry, newKey()));
    add(
      rows.map(({ server }) => server),
      joinSecrets(rows.map((row) => row.secrets)),
    );
    onSay(text.list.addedMany(rows.length));
    if (rows[0]) onFresh(rows[0].server.key);
  };
  const describe = (transport: McpDraft['transport']) => {
    const server = { ...emptyServer, key: newKey(), transport };
    add([server]);
    onFresh(server.key);
  };
  return (
    <section aria-labelledby="mcp-add" className="flex flex-col gap-2">
      <h3 id="mcp-add" className="text-sm font-medium">
        {text.add}
      </h3>
      <Tabs
        label={text.add}
        value={tab}
        onChange={setTab}
        tabs={[
          {
            id: 'catalog',
            label: text.tabs.catalog,
            content: <CatalogTab onAdd={addEntry} onDescribe={() => setTab('manual')} />,
          },
          { id: 'manual', label: text.tabs.manual, content: <ManualTab onAdd={addPasted} onDescribe={describe} /> },
        ]}
      />
    </section>
  );
};

const emptyServer: Omit<McpDraft, 'key' | 'transport'> = {
  ...{ name: '', command: '', args: '', env: [], plainEnv: {} },
  ...{ url: '', auth: 'none', headers: [] },
};
