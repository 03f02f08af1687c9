import { Badge } from '../../ui/badge.tsx';
import type { Tone } from '../../ui/tone.ts';
import { useSkillsText } from './use-skills-text.ts';

type Props = Readonly<{ source: string; trust: string }>;

/** Where a skill comes from and how far Hermes trusts that, in words. */
export const TrustWords = ({ source, trust }: Props) => {
  const { hub } = useSkillsText();
  const known = trust === 'builtin' || trust === 'trusted' || trust === 'community' ? trust : null;
  return (
    <span className="flex min-w-0 flex-wrap items-center gap-1.5">
      <span title={known ? hub.trustHint[known] : undefined} className="inline-flex">
        <Badge tone={known ? tones[known] : 'neutral'}>{known ? hub.trust[known] : trust}</Badge>
      </span>
      <Badge>{wordOf(hub.sources, source)}</Badge>
    </span>
  );
};

const wordOf = (words: Readonly<Record<string, string>>, source: string): string => words[source] ?? source;

const tones: Readonly<Record<'builtin' | 'trusted' | 'community', Tone>> = {
  builtin: 'success',
  trusted: 'info',
  community: 'warning',
};
