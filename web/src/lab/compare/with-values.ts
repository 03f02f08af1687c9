/** Sets parameters of an address, or takes those out that are null; for `setParams`. */
export const withValues =
  (values: Readonly<Record<string, string | null>>) =>
  (params: URLSearchParams): URLSearchParams => {
    for (const [name, value] of Object.entries(values)) {
      if (value === null) params.delete(name);
      else params.set(name, value);
    }
    return params;
  };
