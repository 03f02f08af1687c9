import { useCallback } from 'react';
import { useUrlText } from '../../shell/use-url-text.ts';

export const panels = ['events', 'context', 'effects', 'problems', 'page', 'fork'] as const;
export type Panel = (typeof panels)[number];

/** What of a replay is shown, as the address has it. */
export type Place = Readonly<{
  /** The version looked at. */
  at: number;
  /** It goes along with a flow that goes on. */
  isFollowing: boolean;
  panel: Panel;
  /** What the events are searched for. */
  q: string;
}>;

/** The place in a replay of `last` versions, kept in the address so that it can be shared. Who comes to the end of a flow that goes on follows it. */
export const usePlace = (last: number, goesOn: boolean) => {
  const [version, panel, search] = [useUrlText('at'), useUrlText('panel'), useUrlText('q')];
  const asked = Number(version.typed);
  const isFollowing = !Number.isInteger(asked) || asked < 1;
  const place: Place = {
    at: isFollowing ? last : Math.min(asked, last),
    isFollowing,
    panel: panels.find((name) => name === panel.typed) ?? 'events',
    q: search.typed,
  };
  const { type } = version;
  const goTo = useCallback(
    (to: number) => type(goesOn && to >= last ? '' : String(Math.max(1, Math.min(to, last)))),
    [type, goesOn, last],
  );
  return {
    place,
    goTo,
    follow: () => type(''),
    show: (name: Panel) => panel.type(name === 'events' ? '' : name),
    search: search.type,
  };
};
