/** A number of tokens in short: `200K`, `1M`. */
export const formatTokens = (count: number): string => {
  if (count < 1000) return String(count);
  if (count < 999_500) return `${Math.round(count / 1000)}K`;
  return `${Number((count / 1_000_000).toFixed(1))}M`;
};
