import { useText } from '../../i18n/text.tsx';
import type { McpDraft } from '../draft.ts';
import { useBuilder } from '../use-builder.tsx';
import { errorsOfServer, fieldOf, mcpErrors } from '../validity/mcps.ts';

/** What to tell at the fields of a server. */
export type FieldErrors = Readonly<{
  /** By the path below the server: `at('env', 0)`. */
  at: (...path: readonly (string | number)[]) => string | undefined;
  /** Whether any is told. */
  isTold: boolean;
  /** Whether there is something wrong, told or not. */
  isWrong: boolean;
}>;

/** `isTried`: what is missing is told as well, though nobody has asked to go on with the step. */
export const useFieldErrors = ({ key }: McpDraft, isTried: boolean): FieldErrors => {
  const text = useText();
  const { draft, secrets, errorOf } = useBuilder();
  const errors = errorsOfServer(mcpErrors({ draft, secrets }), key);
  const at: FieldErrors['at'] = (...path) => {
    const field = fieldOf(key, ...path);
    const error = errorOf(field) ?? (isTried ? errors.find((one) => one.field === field) : undefined);
    return error?.say(text);
  };
  const isRefused = ['name', 'command', 'args', 'url'].some((field) => at(field));
  return {
    at,
    isTold: isRefused || errors.some(({ field }) => isTried || errorOf(field)),
    isWrong: errors.length > 0,
  };
};
