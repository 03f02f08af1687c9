import type { ApiClient } from '../api/client.ts';

const pathOf = (name: string) => `/api/profiles/${encodeURIComponent(name)}`;

export const setActive = (api: ApiClient, name: string) =>
  api.send<unknown>('POST', '/api/profiles/active', { body: { name } });

export const renameProfile = (api: ApiClient, name: string, newName: string) =>
  api.send<unknown>('PATCH', pathOf(name), { body: { new_name: newName } });

export const describeProfile = (api: ApiClient, name: string, description: string) =>
  api.send<unknown>('PUT', `${pathOf(name)}/description`, { body: { description } });

/** Answers where the archive is. */
export const exportProfile = (api: ApiClient, name: string) =>
  api.send<Readonly<{ archive: string }>>('POST', `${pathOf(name)}/export`, { body: {} });

export const deleteProfile = (api: ApiClient, name: string) => api.send<unknown>('DELETE', pathOf(name));
