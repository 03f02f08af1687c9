/** What became of it; `reason` is for people. */
export type Described = Readonly<{ ok: true; description: string }> | Readonly<{ ok: false; reason: string }>;

/** Lets a model say what a profile is for, and keeps its words in the profile; the user's own only with `overwrite`. */
export type Describer = (profile: string, options: Readonly<{ overwrite: boolean }>) => Promise<Described>;
