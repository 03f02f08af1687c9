import { parseDocument } from 'yaml';
import { z } from 'zod';

/** What a SKILL.md says of itself; `name` null = it goes by its directory. */
export type SkillText =
  | Readonly<{ ok: false; message: string }>
  | Readonly<{
      ok: true;
      name: string | null;
      description: string;
      platforms: readonly string[];
      environments: readonly string[];
      tags: readonly string[];
      version: string | null;
    }>;

/** Reads the frontmatter of a SKILL.md. A file without any is a skill that says nothing; never throws. */
export const parseSkill = (text: string): SkillText => {
  const found = /^\uFEFF?---[ \t]*\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/.exec(text);
  const body = found ? text.slice(found[0].length) : text;
  try {
    // Text as it is spelled: `version: 1.20` and a name `y` are no number and no boolean to people.
    const document = parseDocument(found?.[1] ?? '', { schema: 'failsafe', logLevel: 'error' });
    const [error] = document.errors;
    if (error) return { ok: false, message: firstLine(error.message) };
    return toSkill(frontmatterSchema.parse(document.toJS() || {}), body);
  } catch (error) {
    const message = error instanceof z.ZodError ? 'its frontmatter is not a map' : String(error);
    return { ok: false, message: firstLine(message) };
  }
};

const firstLine = (text: string) => text.split('\n')[0] ?? text;

const word = z.string();
const optional = word
  .nullish()
  .catch(null)
  .transform((text) => (text === undefined || text === null || /^(?:|~|null)$/i.test(text) ? null : text));
/** Lists are also written `a, b` or as one word. */
const words = z
  .union([z.array(z.unknown()), word])
  .nullish()
  .catch(null)
  .transform((value) =>
    (Array.isArray(value) ? value.filter((item) => typeof item === 'string') : (value ?? '').split(','))
      .map((item) => item.trim())
      .filter((item) => item !== ''),
  );

const frontmatterSchema = z.object({
  name: optional,
  description: optional,
  version: optional,
  platforms: words,
  environments: words,
  tags: words,
  metadata: z
    .object({ hermes: z.object({ tags: words }).nullish().catch(null) })
    .nullish()
    .catch(null),
});

const NAME_LENGTH = 64;
const DESCRIPTION_LENGTH = 1024;

const toSkill = (front: z.infer<typeof frontmatterSchema>, body: string): SkillText => ({
  ok: true,
  name: front.name?.trim().slice(0, NAME_LENGTH) || null,
  description: shortened(front.description?.trim() || firstSentence(body)),
  platforms: front.platforms.map((platform) => platform.toLowerCase()),
  environments: front.environments,
  tags: [...new Set([...(front.metadata?.hermes?.tags ?? []), ...front.tags])],
  version: front.version ?? null,
});

const firstSentence = (body: string) =>
  body
    .split('\n')
    .map((line) => line.trim())
    .find((line) => line !== '' && !line.startsWith('#')) ?? '';

const shortened = (text: string) =>
  text.length > DESCRIPTION_LENGTH ? `${text.slice(0, DESCRIPTION_LENGTH - 3)}...` : text;
