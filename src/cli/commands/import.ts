import { toExportText } from '../../machines/flow/flow-file.ts';
import { post } from '../client.ts';
import { exitCodes } from '../exit-code.ts';
import { printJson, printLines } from '../io.ts';
import { type Session, withClient } from '../session.ts';
import { flowAnswerSchema } from '../wire.ts';
import { readText } from './create.ts';

/** Takes over an exported flow, which can then be read and replayed like one of this log. */
export const importFlow = async (session: Session, file: string): Promise<number> => {
  const lines = toExportText(await readText(session.io, file, 'the export'));
  const { flow } = await withClient(session, (client) =>
    post(client, '/api/flows/import', flowAnswerSchema, { lines }),
  );
  if (session.json) printJson(session.io, flow);
  else
    printLines(
      session.io,
      `${flow.id} is here to be read: version ${flow.version}, ${flow.outcome ?? flow.state}.`,
      `Look at it: ${session.self} show ${flow.id}`,
    );
  return exitCodes.complete;
};
