import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { replaceFile } from '../files/replace-file.ts';

/** Who owns a data directory, as `server.json` says. */
const serverInfoSchema = z.object({
  pid: z.number().int().positive(),
  /** Where it listens; null while it does not (yet). */
  url: z.string().nullable(),
  startedAt: z.iso.datetime(),
  version: z.string(),
});
/** The owner of a data directory: its process, address, start and program version. */
export type ServerInfo = Readonly<z.infer<typeof serverInfoSchema>>;

/** What `server.json` says, whether or not that process still lives; null when there is none that can be read. */
export const readServerInfo = async (dataDir: string): Promise<ServerInfo | null> => {
  try {
    const parsed = serverInfoSchema.safeParse(JSON.parse(await readFile(infoPath(dataDir), 'utf8')));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
};

/** Only for the holder of the lock. Readers see the old file or the new one, never a part. */
export const writeServerInfo = async (dataDir: string, info: ServerInfo): Promise<void> => {
  await replaceFile(infoPath(dataDir), `${JSON.stringify(info)}\n`);
};

/** Only for the holder of the lock. */
export const removeServerInfo = (dataDir: string): Promise<void> => rm(infoPath(dataDir), { force: true });

const infoPath = (dataDir: string): string => join(dataDir, 'server.json');
