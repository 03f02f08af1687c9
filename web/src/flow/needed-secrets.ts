import { ApiProblem } from '../api/api-problem.ts';

/** References of the secrets a refused retry must have again; null when it was refused for another reason. */
export const toNeededSecrets = (error: unknown): readonly string[] | null =>
  error instanceof ApiProblem && error.problem.code === 'secret/needed' ? (error.problem.names ?? []) : null;
