import { Page } from '../shell/page.tsx';
import { ProfileList } from './profile-list.tsx';
import { RecentFlows } from './recent-flows.tsx';
import { useProfilesText } from './use-profiles-text.ts';

/** The profiles there are, and what was done about them last. */
export const ProfilesPage = () => {
  const profiles = useProfilesText();
  return (
    <Page title={profiles.title} description={profiles.description}>
      <div className="flex flex-col gap-4">
        <RecentFlows />
        <ProfileList />
      </div>
    </Page>
  );
};
