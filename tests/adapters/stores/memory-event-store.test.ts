import { createMemoryEventStore } from '../../../src/adapters/stores/memory-event-store.ts';
import { eventStoreContract } from '../../contracts/event-store.contract.ts';

eventStoreContract('memory', { shared: false }, () => ({ open: createMemoryEventStore, dispose: () => {} }));
