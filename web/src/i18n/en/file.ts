export const file = {
  about: 'A recorded flow, in a file',
  checking: 'Checking the hashes',
  holds: (versions: number) => (versions === 1 ? 'The hash holds' : `All ${versions} hashes hold`),
  holdsUpTo: (hash: string) => `Each record folds to the state that was hashed. The last hash is ${hash}.`,
  differs: (difference: string) => `The records are not as they were recorded, at ${difference}.`,
  line: (line: number, version: number) => `line ${line}, version ${version}: it is no record`,
  noServer: 'This is a file, with no server behind it. Import it in Profile Builder to go on from here.',
  elsewhere: 'That is not in this file',
  elsewhereHint: 'The file holds one flow. To create, compare and run, import it in Profile Builder.',
  back: 'Back to the replay',
  empty: 'There is no flow in this file. Was it saved whole?',
};

export type FileText = typeof file;
