import { currentDefinition, definitions } from '../../machines/flow/definitions.ts';
import { usageError } from '../cli-error.ts';
import { exitCodes } from '../exit-code.ts';
import { printLines } from '../io.ts';
import type { Session } from '../session.ts';

export type MachineChoice = Readonly<{ format?: string | undefined; definition?: string | undefined }>;

/** Draws the state machine: as Mermaid or SVG, or its nodes and edges as JSON. */
export const machine = async (session: Session, choice: MachineChoice): Promise<number> => {
  const name = choice.definition ?? currentDefinition;
  const draw = drawings[choice.format ?? (session.json ? 'json' : 'mermaid')];
  if (!draw) throw usageError(`--format is one of ${Object.keys(drawings).join(', ')}, not "${choice.format}".`);
  const drawing = await draw(session.parts, name);
  if (drawing === null) {
    throw usageError(`There is no definition "${name}"; there are: ${Object.keys(definitions).join(', ')}.`);
  }
  printLines(session.io, drawing.trimEnd());
  return exitCodes.complete;
};

type Draw = (parts: Session['parts'], definition: string) => string | null | Promise<string | null>;

const drawings: Readonly<Record<string, Draw>> = {
  mermaid: (parts, definition) => parts.toMermaid(definition),
  svg: (parts, definition) => parts.toSvg(definition),
  json: (parts, definition) => {
    const graph = parts.toGraph(definition);
    return graph === null ? null : JSON.stringify({ definition, graph });
  },
};
