import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSqliteEventStore } from '../../../src/adapters/stores/sqlite-event-store.ts';
import { eventStoreContract } from '../../contracts/event-store.contract.ts';

eventStoreContract('SQLite', { shared: true }, () => {
  const dir = mkdtempSync(join(tmpdir(), 'event-store-'));
  return {
    open: () => createSqliteEventStore({ path: join(dir, 'data', 'events.db') }),
    dispose: () => rmSync(dir, { recursive: true }),
  };
});
