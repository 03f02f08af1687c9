import { createMemoryFlowList } from '../../../src/adapters/stores/memory-flow-list.ts';
import { flowListContract } from '../../contracts/flow-list.contract.ts';

flowListContract('memory', { kept: false }, () => ({ open: createMemoryFlowList, dispose: () => {} }));
