import { itemOf } from '../machines/flow/context.ts';
import { runCommand } from './command.ts';
import type { Core } from './core.ts';
import type { Engine } from './engine.ts';
import { refuse } from './refusal.ts';

/** Asks a flow, or one of its installs, to stop. What was applied stays. */
export const createCancel =
  (core: Core): Engine['cancel'] =>
  (flow, { item }, options = {}) =>
    runCommand(core, {
      flow,
      body: { cancel: item ?? null },
      options,
      decide: ({ flow: { snapshot } }, request) => {
        if (item !== undefined && !itemOf(snapshot.context, item))
          return refuse('item/not-found', `This flow has no item "${item}".`, { flow, item });
        return {
          facts: [{ type: 'flow.cancel-requested', data: { ...(item === undefined ? {} : { item }), request } }],
        };
      },
    });
