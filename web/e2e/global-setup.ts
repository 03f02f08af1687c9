import { execa } from 'execa';

/** The page under test is the one in the sources. */
export default async (): Promise<void> => {
  await execa('node', ['scripts/prepare-page.mjs'], { preferLocal: true, stdio: 'inherit' });
};
