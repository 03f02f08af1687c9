export const builderCatalog = {
  from: (labels: string) => `From ${labels}.`,
  silent: (label: string, reason: string) => `${label} did not answer: ${reason}`,
  retry: 'Try again',
  loading: 'Loading…',
};
