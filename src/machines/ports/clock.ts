/** Time and ids enter the core only through these. */
export type Clock = Readonly<{ now(): Date }>;
export type Ids = Readonly<{ next(prefix: string): string }>;
