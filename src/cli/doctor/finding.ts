/** One thing the doctor looked at. `note`: works without, but not everything; `todo` says what to do. */
export type Finding = Readonly<{ what: string; state: 'ok' | 'note' | 'problem'; found: string; todo?: string }>;
