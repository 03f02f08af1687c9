import { ApiProblem } from '../api/api-problem.ts';
import type { Draft } from './draft.ts';
import { type FieldPlace, placeOfPath } from './place-of-item.ts';
import type { FieldError } from './validity/field-error.ts';

/** A field the server did not take, and where it is. */
export type RefusedField = FieldPlace & FieldError;

/** The field a refused create is about, or null when it is about none. */
export const toRefusedField = (refusal: unknown, draft: Draft): RefusedField | null => {
  if (!(refusal instanceof ApiProblem)) return null;
  const { code, flow } = refusal.problem;
  const path = pathOf(code, refusal.message);
  if (path === null) return null;
  return {
    ...placeOfPath(path, draft),
    isMissing: false,
    say: () => refusal.message,
    ...(flow !== undefined && { flow }),
  };
};

type Path = readonly (string | number)[];

const pathOf = (code: string, message: string): Path | null => {
  if (code === 'request/invalid') return pathInText(message);
  if (code === 'clone/source-missing') return ['clone'];
  if (code === 'skills/none-with-clone') return ['skills'];
  return code.startsWith('name/') || code === 'profile/exists' || code === 'profile/in-progress' ? ['name'] : null;
};

/** The place in `body.mcpServers.0.command: expected string`. */
const pathInText = (message: string): Path | null => {
  const [, path] = /^body\.([^:]+):/.exec(message) ?? [];
  return path === undefined ? null : path.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part));
};
