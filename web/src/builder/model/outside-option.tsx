import type { ReactNode } from 'react';

export type OutsideOptionProps = Readonly<{
  /** Of the radio group. */
  name: string;
  value: string;
  chosen: string;
  /** In the whole group, from 1. */
  place: number;
  count: number;
  onChoose: (value: string) => void;
  title: string;
  hint: ReactNode;
}>;

/** A choice of the group of models that is not in the list. */
export const OutsideOption = (props: OutsideOptionProps) => (
  <label className="flex min-w-0 gap-3 rounded-xl border border-border bg-card px-4 py-3 hover:bg-accent has-checked:border-info has-checked:bg-info-soft has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-ring">
    <input
      type="radio"
      name={props.name}
      value={props.value}
      checked={props.chosen === props.value}
      data-field={props.chosen === props.value ? 'model' : undefined}
      onChange={() => props.onChoose(props.value)}
      aria-posinset={props.place}
      aria-setsize={props.count}
      className="mt-1 size-4 shrink-0 outline-none"
    />
    <span className="min-w-0 font-medium">
      {props.title}
      <span className="block min-h-5 text-sm font-normal wrap-anywhere text-text-secondary">{props.hint}</span>
    </span>
  </label>
);
