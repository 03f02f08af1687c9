import { currentDefinition, definitions } from '../../machines/flow/definitions.ts';
import { usageError } from '../cli-error.ts';
import { exitCodes } from '../exit-code.ts';
import { printLines } from '../io.ts';
import type { Session } from '../session.ts';

export type MachineChoice = Readonly<{ format?: string | undefined; definition?: string | undefined }>;

/** Draws the state machine: Mermaid, or its nodes and edges as JSON. */
export const machine = (session: Session, choice: MachineChoice): number => {
  const name = choice.definition ?? currentDefinition;
  const isJson = (choice.format ?? (session.json ? 'json' : 'mermaid')) === 'json';
  const drawing = isJson ? toJson(session, name) : session.parts.toMermaid(name);
  if (drawing === null) {
    throw usageError(`There is no definition "${name}"; there are: ${Object.keys(definitions).join(', ')}.`);
  }
  printLines(session.io, drawing.trimEnd());
  return exitCodes.complete;
};

const toJson = ({ parts }: Session, definition: string): string | null => {
  const graph = parts.toGraph(definition);
  return graph === null ? null : JSON.stringify({ definition, graph });
};
