import { currentDefinition, definitions } from '../../machines/flow/definitions.ts';
import { usageError } from '../cli-error.ts';
import { exitCodes } from '../exit-code.ts';
import { printLines } from '../io.ts';
import type { Session } from '../session.ts';

/** Draws the state machine: Mermaid, or its nodes and edges as JSON. */
export const machine = (
  session: Session,
  about: { format?: string | undefined; definition?: string | undefined },
): number => {
  const name = about.definition ?? currentDefinition;
  const definition = definitions[name];
  if (!definition)
    throw usageError(`There is no definition "${name}"; there are: ${Object.keys(definitions).join(', ')}.`);
  const format = about.format ?? (session.json ? 'json' : 'mermaid');
  const { toGraph, toMermaid } = session.parts;
  printLines(
    session.io,
    format === 'json'
      ? JSON.stringify({ definition: name, graph: toGraph(definition) })
      : toMermaid(definition).trimEnd(),
  );
  return exitCodes.complete;
};
