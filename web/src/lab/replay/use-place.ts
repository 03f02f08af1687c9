import { useSearchParams } from '../../navigation/use-search-params.ts';

export const panels = ['events', 'context', 'effects', 'page', 'fork'] as const;
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

/** The place in a replay of `last` versions, kept in the address so that it can be shared. */
export const usePlace = (last: number) => {
  const [params, setParams] = useSearchParams();
  const asked = Number(params.get('at') ?? Number.NaN);
  const isFollowing = !Number.isInteger(asked) || asked < 1;
  const place: Place = {
    at: isFollowing ? last : Math.min(asked, last),
    isFollowing,
    panel: panels.find((panel) => panel === params.get('panel')) ?? 'events',
    q: params.get('q') ?? '',
  };
  const set = (name: string, value: string | null): void =>
    setParams(
      (before) => {
        if (value === null) before.delete(name);
        else before.set(name, value);
        return before;
      },
      { replace: true },
    );
  return {
    place,
    goTo: (version: number) => set('at', String(Math.max(1, Math.min(version, last)))),
    follow: () => set('at', null),
    show: (panel: Panel) => set('panel', panel === 'events' ? null : panel),
    search: (q: string) => set('q', q === '' ? null : q),
  };
};
