import type { z } from 'zod';
import type { ErrorCode } from '../app/refusal.ts';
import type { ProblemStatus, ShapeError } from './problem.ts';

/** Where Hermes' dashboard answers with another status than ours. */
export const hermesStatuses: Readonly<Partial<Record<ErrorCode, ProblemStatus>>> = {
  'clone/source-missing': 400,
  'name/default': 400,
  'name/empty': 400,
  'name/invalid': 400,
  'name/reserved': 400,
  'profile/exists': 400,
  'profile/in-progress': 400,
  'profile/not-created': 500,
  'request/not-json': 422,
  'skills/none-with-clone': 400,
};

/** What is wrong with a body, as FastAPI lists it: kinds and places, never values. */
export const toShapeErrors = ({ issues }: z.ZodError, json: unknown): readonly ShapeError[] =>
  issues.map((issue) => {
    const path = issue.path.map((key) => (typeof key === 'symbol' ? '' : key));
    return { ...toKind(issue, valueAt(json, path) === undefined), loc: ['body', ...path] };
  });

/** A body that is no JSON at all. */
export const notJsonErrors: readonly ShapeError[] = [{ type: 'json_invalid', loc: ['body'], msg: 'JSON decode error' }];

const expected: Readonly<Record<string, Omit<ShapeError, 'loc'>>> = {
  string: { type: 'string_type', msg: 'Input should be a valid string' },
  array: { type: 'list_type', msg: 'Input should be a valid list' },
  record: { type: 'dict_type', msg: 'Input should be a valid dictionary' },
  object: { type: 'model_attributes_type', msg: 'Input should be a valid dictionary or object to extract fields from' },
  boolean: { type: 'bool_parsing', msg: 'Input should be a valid boolean, unable to interpret input' },
};

const toKind = (issue: z.core.$ZodIssue, isMissing: boolean): Omit<ShapeError, 'loc'> => {
  if (isMissing) return { type: 'missing', msg: 'Field required' };
  return issue.code === 'invalid_type' ? (expected[issue.expected] ?? wrong) : wrong;
};

const wrong = { type: 'value_error', msg: 'Input has the wrong shape' };

const valueAt = (json: unknown, path: readonly (string | number)[]): unknown => {
  let value = json;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Object.entries(value).find(([name]) => name === String(key))?.[1];
  }
  return value;
};
