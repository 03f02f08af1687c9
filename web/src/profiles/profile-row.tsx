import { Check, Radio } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { ProfileRow as Profile } from '../api/profiles.ts';
import { useFlows } from '../api/stream/use-flows.ts';
import { Badge } from '../ui/badge.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import { StatusIcon } from '../ui/status-icon.tsx';
import { toStatus } from '../flows/standing.ts';
import { findMaker } from './made-by.ts';
import { ProfileMenu } from './profile-menu.tsx';
import { toStartCommand } from './start-command.ts';
import { useProfilesText } from './use-profiles-text.ts';

type Props = Readonly<{ profile: Profile; isActive: boolean }>;

/** One profile: what it is for, what it has, where it comes from, and what can be done with it. */
export const ProfileRow = ({ profile, isActive }: Props) => {
  const profiles = useProfilesText();
  const { name, description, model, skill_count: skills, is_default: isDefault } = profile;
  return (
    <li className="flex items-start gap-4 border-b border-border px-5 py-4 last:border-b-0">
      <div className="grid min-w-0 flex-1 gap-x-6 gap-y-3 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="min-w-0">
          <div className="flex flex-wrap items-center gap-2">
            <h2 className="max-w-full truncate font-mono font-medium" title={name}>
              {name}
            </h2>
            {isActive && (
              <Badge tone="info" icon={<Check aria-hidden size={14} />}>
                {profiles.active}
              </Badge>
            )}
            {profile.gateway_running && (
              <Badge tone="success" icon={<Radio aria-hidden size={14} />}>
                {profiles.gateway}
              </Badge>
            )}
          </div>
          <p className="mt-1 line-clamp-2 text-sm text-text-secondary">
            {description || (isDefault ? profiles.defaultHint : profiles.noDescription)}
          </p>
        </div>
        <dl className="grid content-start gap-1 text-sm">
          <Fact term={profiles.model}>
            {model === null ? (
              <span className="text-text-tertiary">{profiles.noModel}</span>
            ) : (
              <span className="font-mono wrap-anywhere">{model}</span>
            )}
          </Fact>
          <Fact term={profiles.skills}>{profiles.skillCount(skills)}</Fact>
          <Fact term={profiles.command}>
            <code className="font-mono wrap-anywhere">{toStartCommand(profile)}</code>
          </Fact>
          {!isDefault && <MadeBy name={name} />}
        </dl>
      </div>
      <ProfileMenu profile={profile} isActive={isActive} />
    </li>
  );
};

const Fact = ({ term, children }: Readonly<{ term: string; children: ReactNode }>) => (
  <div className="flex gap-3">
    <dt className="w-20 shrink-0 text-text-tertiary">{term}</dt>
    <dd className="min-w-0">{children}</dd>
  </div>
);

/** Newer ones may have been refused because the profile was there. */
const LOOKED_AT = 10;

const MadeBy = ({ name }: Readonly<{ name: string }>) => {
  const profiles = useProfilesText();
  const { data } = useFlows({ profile: name }, LOOKED_AT);
  const flow = findMaker(data?.flows ?? []);
  if (!flow) return null;
  return (
    <Fact term={profiles.created}>
      <Link to={`/flows/${flow.id}`} className="inline-flex items-center gap-1.5 underline underline-offset-4">
        <StatusIcon status={toStatus(flow)} size={14} />
        <RelativeTime at={flow.startedAt} />
      </Link>
    </Fact>
  );
};
