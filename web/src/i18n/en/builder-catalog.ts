export const builderCatalog = {
  from: (labels: string) => `From ${labels}.`,
  silent: (label: string, reason: string) => `${label} did not answer: ${reason}`,
  partly: (label: string, reason: string) => `${label}: ${reason}`,
  retry: 'Try again',
};
