import { createMemoryEventStore } from '../../../src/adapters/stores/memory-event-store.ts';
import { eventStoreContract } from '../../contracts/event-store.contract.ts';

eventStoreContract('memory', () => ({ open: createMemoryEventStore, shared: false, dispose: () => {} }));
