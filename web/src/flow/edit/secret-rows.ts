import type { SecretRef } from '../../../../src/machines/flow/plan.ts';
import type { EditedSecret } from '../../../../src/machines/flow/secrets.ts';

/** One secret being edited: the value it has is never known here, it can be kept (by its reference) or entered again. */
export type SecretEdit = Readonly<{ ref: SecretRef | null; isKept: boolean; value: string }>;

/** A secret with a name: a variable or a header. `key` names the row while its name is typed. */
export type SecretRow = SecretEdit & Readonly<{ key: string; name: string }>;

/** A secret to edit; kept at first where that is possible. */
export const toSecretEdit = (ref: SecretRef | null, canKeep: boolean): SecretEdit => ({
  ref,
  isKept: ref !== null && canKeep,
  value: '',
});

export const toRows = (secrets: Readonly<Record<string, SecretRef>> | undefined, canKeep: boolean): SecretRow[] =>
  Object.entries(secrets ?? {}).map(([name, ref]) => ({ key: name, name, ...toSecretEdit(ref, canKeep) }));

/** A row for one more secret; its key is new among the others. */
export const newRow = (rows: readonly SecretRow[]): SecretRow => {
  const taken = new Set(rows.map(({ key }) => key));
  let number = rows.length + 1;
  while (taken.has(`#${number}`)) number += 1;
  return { key: `#${number}`, name: '', ref: null, isKept: false, value: '' };
};

/** The secret as an edit sends it. */
export const toEditedSecret = ({ ref, isKept, value }: SecretEdit): EditedSecret =>
  isKept && ref !== null ? ref : value;

/** The rows as an edit sends them; undefined when there are none. */
export const toEditedSecrets = (rows: readonly SecretRow[]): Record<string, EditedSecret> | undefined =>
  rows.length === 0 ? undefined : Object.fromEntries(rows.map((row) => [row.name.trim(), toEditedSecret(row)]));

/** The secret with its value asked for, as a refusal names it. */
export const forgetKept = <S extends SecretEdit>(secret: S, needed: ReadonlySet<string>): S =>
  secret.ref !== null && needed.has(secret.ref.secret) ? { ...secret, isKept: false } : secret;
