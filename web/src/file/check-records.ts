import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { parseExport } from '../../../src/machines/flow/export.ts';
import { toDifference, verifyFlow } from '../../../src/machines/flow/verify.ts';
import type { FileText } from '../i18n/en/file.ts';

/** Whether the records are those that were recorded: how many and the last hash, or what differs, in words. */
export type Check = Readonly<{ versions: number; hash: string }> | Readonly<{ difference: string }>;

/** Folds every record again and holds each hash against it. */
export const checkRecords = (records: string, text: FileText): Check => {
  const read = parseExport(records);
  if ('line' in read) return { difference: text.line(read.line, read.version) };
  const verdict = verifyFlow(read.records, (input) => bytesToHex(sha256(utf8ToBytes(input))));
  return verdict.ok ? { versions: verdict.version, hash: verdict.hash } : { difference: toDifference(verdict) ?? '' };
};
