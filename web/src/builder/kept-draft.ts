import * as z from 'zod/mini';
import { draftSchema } from './draft.ts';
import { steps } from './steps.ts';

/** What stays in the browser between visits; never a secret. */
const keptSchema = z.object({
  draft: draftSchema,
  given: z.array(z.string()),
  furthest: z.enum(steps),
  key: z.string(),
  isUnanswered: z.boolean(),
});
export type Kept = z.infer<typeof keptSchema>;

/** Place in the browser's storage; the number goes up when a draft of before can no longer be read. */
export const KEPT_KEY = 'profile-builder.draft.1';

/** The draft in a text of the storage, or null if it holds none that can be used. */
export const parseKept = (text: string | null): Kept | null => {
  if (text === null) return null;
  try {
    const parsed = keptSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
};

// Storage can be forbidden or full: the draft then lasts as long as the page.
export const readKept = (): Kept | null => {
  try {
    return parseKept(localStorage.getItem(KEPT_KEY));
  } catch {
    return null;
  }
};

export const writeKept = (kept: Kept | null): void => {
  try {
    if (kept === null) localStorage.removeItem(KEPT_KEY);
    else localStorage.setItem(KEPT_KEY, JSON.stringify(kept));
  } catch {
    // As above.
  }
};
