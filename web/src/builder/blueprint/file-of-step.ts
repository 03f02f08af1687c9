import type { Step } from '../steps.ts';
import type { FilePreview } from './blueprint-provider.tsx';

const filesOfSteps: Readonly<Record<Step, readonly string[]>> = {
  identity: ['SOUL.md', 'profile.yaml', 'memories/USER.md'],
  model: ['config.yaml', '.env'],
  skills: ['config.yaml'],
  mcps: ['config.yaml', '.env'],
  review: ['config.yaml'],
};

/** The file to show: the one that was picked, else the one the step is about, else the first. */
export const fileToShow = (
  files: readonly FilePreview[],
  picked: string | null,
  step: Step,
): FilePreview | undefined => {
  const wanted = [...(picked === null ? [] : [picked]), ...filesOfSteps[step]];
  const found = wanted.flatMap((path) => files.filter((file) => file.path === path));
  return found[0] ?? files[0];
};
