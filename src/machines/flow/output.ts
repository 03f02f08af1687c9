/** New output of an install, as streams say it: the bytes of that attempt's output from `offset` up to `next`, as text. */
export type Output = Readonly<{
  flow: string;
  item: string;
  attempt: number;
  offset: number;
  next: number;
  text: string;
}>;
