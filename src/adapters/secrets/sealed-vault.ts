import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { readFile, readdir, rm } from 'node:fs/promises';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { SecretVault } from '../../machines/ports/secret-vault.ts';
import { syncDirectory } from '../files/directories.ts';
import { absent } from '../files/errno.ts';
import { replaceFile } from '../files/replace-file.ts';
import { createQueues } from '../queues.ts';
import { readOrCreateKey } from './key-file.ts';
import { SecretUnreadableError } from './secret-unreadable-error.ts';

const MAGIC = Buffer.from('PBS1');
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const SUFFIX = '.sealed';

const secretsSchema = z.record(z.string(), z.string());
type Secrets = Readonly<Record<string, string>>;

/**
 * Sealed files under `<dataDir>/secrets`, opened by the key in `<dataDir>/secrets.key`; makes both when missing.
 * Throws `secret/unreadable` when the key or a file is damaged. One process at a time may seal in a data directory.
 */
export const createSealedVault = ({ dataDir }: { dataDir: string }): SecretVault => {
  const directory = join(dataDir, 'secrets');
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const key = readOrCreateKey(join(dataDir, 'secrets.key'));
  const sealKey = derive(key, 'seal');
  const digestKey = derive(key, 'digest');
  const queue = createQueues();
  const pathOf = (flow: string): string => join(directory, encodeURIComponent(flow) + SUFFIX);

  const read = async (flow: string): Promise<Secrets> => {
    const bytes = await readFile(pathOf(flow)).catch(absent);
    return bytes === null ? {} : unseal(sealKey, flow, bytes, pathOf(flow));
  };
  const destroy = async (flow: string): Promise<void> => {
    await rm(pathOf(flow), { force: true });
    await syncDirectory(directory);
  };

  return {
    seal: (flow, secrets) =>
      queue(flow, async () => {
        if (Object.keys(secrets).length === 0) return;
        const all = { ...(await read(flow)), ...secrets };
        await replaceFile(pathOf(flow), seal(sealKey, flow, all));
      }),
    open: (flow) => queue(flow, () => read(flow)),
    destroy: (flow) => queue(flow, () => destroy(flow)),
    sweep: async (isOpen) => {
      for (const name of await readdir(directory)) {
        const flow = flowOf(name);
        if (flow === null || (await isOpen(flow))) continue;
        await queue(flow, async () => {
          await rm(join(directory, name), { force: true });
          await syncDirectory(directory);
        });
      }
    },
    digest: (text) => createHmac('sha256', digestKey).update(text).digest('hex'),
  };
};

const derive = (key: Buffer, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', key, '', `profile-builder ${purpose} v1`, 32));

// The flow id is authenticated too, so a sealed file cannot be passed off as another flow's.
const additionalData = (header: Buffer, flow: string): Buffer => Buffer.concat([header, Buffer.from(flow)]);

const seal = (key: Buffer, flow: string, secrets: Secrets): Buffer => {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(additionalData(MAGIC, flow));
  const sealed = Buffer.concat([cipher.update(JSON.stringify(secrets), 'utf8'), cipher.final()]);
  return Buffer.concat([MAGIC, nonce, cipher.getAuthTag(), sealed]);
};

const unseal = (key: Buffer, flow: string, bytes: Buffer, path: string): Secrets => {
  const tagAt = MAGIC.length + NONCE_BYTES;
  const dataAt = tagAt + TAG_BYTES;
  try {
    const nonce = bytes.subarray(MAGIC.length, tagAt);
    const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
    decipher.setAAD(additionalData(bytes.subarray(0, MAGIC.length), flow)).setAuthTag(bytes.subarray(tagAt, dataAt));
    const text = Buffer.concat([decipher.update(bytes.subarray(dataAt)), decipher.final()]).toString('utf8');
    return secretsSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new SecretUnreadableError(
      `Could not open the sealed secrets of flow ${flow}: ${path} is damaged or was sealed with another key. ` +
        'Give the secrets again by retrying the item with an edit.',
      { cause },
    );
  }
};

/** The flow a file of the directory belongs to, finished or left half-written by a crash; null when it is not ours. */
const flowOf = (name: string): string | null => {
  const encoded = /^(.+)\.sealed$/.exec(name)?.[1] ?? /^\.(.+)\.sealed_builder\.tmp$/.exec(name)?.[1];
  if (encoded === undefined) return null;
  try {
    return decodeURIComponent(encoded);
  } catch {
    return null;
  }
};
