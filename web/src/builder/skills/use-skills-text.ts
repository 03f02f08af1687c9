import { builderSkills, type BuilderSkillsText } from '../../i18n/en/builder-skills.ts';
import { usePageText } from '../../i18n/text.tsx';

/** The texts of the step of the skills. */
export const useSkillsText = (): BuilderSkillsText => usePageText('builderSkills', builderSkills);
