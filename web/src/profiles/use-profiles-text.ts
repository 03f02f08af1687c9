import { profiles, type ProfilesText } from '../i18n/en/profiles.ts';
import { usePageText } from '../i18n/text.tsx';

/** The texts of the list of profiles in the reader's locale. */
export const useProfilesText = (): ProfilesText => usePageText('profiles', profiles);
