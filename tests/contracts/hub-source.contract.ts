import { describe, expect, it, type TestOptions } from 'vitest';
import type { HubSkill, HubSource } from '../../src/machines/ports/skill-hub.ts';

export type HubSourceSubject = Readonly<{
  source: HubSource;
  /** One of its skills; its name is looked for. */
  skill: Partial<HubSkill> & Pick<HubSkill, 'name' | 'identifier'>;
  /** Makes the place go away. */
  breakDown(): Promise<void>;
}>;

/** What every source of hub skills does. */
export const hubSourceContract = (
  title: string,
  open: () => Promise<HubSourceSubject>,
  options: TestOptions = {},
): void => {
  const search = ({ source }: HubSourceSubject, text: string) => source.search(text, AbortSignal.timeout(5000));

  describe(`a hub source: ${title}`, options, () => {
    it('finds a skill by its name, in any case', async () => {
      const subject = await open();
      for (const text of [subject.skill.name, subject.skill.name.toUpperCase()]) {
        const answer = await search(subject, text);
        expect(answer).toMatchObject({ ok: true, skills: [subject.skill] });
      }
      expect(await subject.source.findObstacle()).toBeNull();
    });

    it('finds nothing for what no skill is like', async () => {
      expect(await search(await open(), 'nothing-is-called-so')).toMatchObject({ ok: true, skills: [] });
    });

    it('says why it has no answer when its place is gone', async () => {
      const subject = await open();
      await subject.breakDown();
      const answer = await search(subject, subject.skill.name);
      expect(answer).toEqual({ ok: false, reason: expect.stringMatching(/.{20,}/) as string });
    });
  });
};
