import { describe, test } from 'vitest';

/** The real `hermes` program to judge by; null = none was named. */
export const hermesAgent: string | null = process.env['HERMES_AGENT']?.trim() || null;

/** A group of tests that real Hermes judges; without one, a single skipped test that says so. */
export const describeWithHermes = (title: string, body: () => void): void => {
  if (hermesAgent === null)
    test.skip(`${title}: not run, because HERMES_AGENT does not name a hermes program to judge by`);
  else describe(title, body);
};
