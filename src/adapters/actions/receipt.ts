import { join } from 'node:path';
import { type Receipt, receiptSchema } from '../../machines/action.ts';
import { replaceFile } from '../files/replace-file.ts';
import { readJson } from '../files/read-json.ts';

/** What an install left, by the directory of its run; null when it left nothing that has to be kept in mind. */
export const readReceipt = async (directory: string): Promise<Receipt | null> =>
  await readJson(pathIn(directory), receiptSchema.nullable(), null);

export const writeReceipt = async (directory: string, receipt: Receipt): Promise<void> =>
  await replaceFile(pathIn(directory), JSON.stringify(receipt));

const pathIn = (directory: string) => join(directory, 'receipt.json');
