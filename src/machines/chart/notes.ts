/** What is written in a state; `words` say it in full to who hears it. */
export type Note = Readonly<{ text: string; words: string }>;

/** What is written where a chart keeps room for it, by state and by way. */
export type Notes = Readonly<{
  states: Readonly<Record<string, Note>>;
  ways: Readonly<Record<string, string>>;
}>;
