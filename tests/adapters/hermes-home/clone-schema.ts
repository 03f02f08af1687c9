import { planSchema } from '../../../src/machines/flow/plan.ts';

export const cloneSchema = planSchema.shape.clone.unwrap();
