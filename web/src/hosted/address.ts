/**
 * The dashboard matches addresses exactly, and gives us two: `/profiles/new` and `/flows`. Our other pages are told by
 * parameters of the latter; ours are `id` and `page`.
 */
const OWN = ['/profiles/new', '/flows'];

/** Whether the dashboard shows us at this address. */
export const isOurs = (pathname: string): boolean => OWN.includes(pathname);

/** The address of a page of ours for what stands in the dashboard's. */
export const toInner = (address: string): string => {
  const { pathname, searchParams, hash } = parse(address);
  if (pathname !== '/flows') return address;
  const [id, page] = [take(searchParams, 'id'), take(searchParams, 'page')];
  const path = id === null ? `/${page ?? 'flows'}` : ['/flows', encodeURIComponent(id), page ?? []].flat().join('/');
  return path + toSearch(searchParams) + hash;
};

/** The address in the dashboard of a page of ours; what is not ours there is the dashboard's own. */
export const toOuter = (address: string): string => {
  const { pathname, searchParams, hash } = parse(address);
  const [, first, id, page] = pathname.split('/');
  const named = first === 'flows' && id !== undefined ? { id: decodeURIComponent(id), ...(page && { page }) } : null;
  const inner = named ?? (first === 'machine' || first === 'settings' ? { page: first } : null);
  if (inner === null) return address;
  return `/flows${toSearch(new URLSearchParams([...Object.entries(inner), ...searchParams]))}${hash}`;
};

const parse = (address: string): URL => new URL(address, 'http://localhost');

const take = (params: URLSearchParams, name: string): string | null => {
  const value = params.get(name);
  params.delete(name);
  return value;
};

const toSearch = (params: URLSearchParams): string => (params.size === 0 ? '' : `?${params.toString()}`);
