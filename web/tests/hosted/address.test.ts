import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isOurs, toInner, toOuter } from '../../src/hosted/address.ts';

describe('an address of ours', () => {
  it.each([
    ['/profiles/new?step=model', '/profiles/new?step=model'],
    ['/flows?outcome=complete', '/flows?outcome=complete'],
    ['/flows/flw_1', '/flows?id=flw_1'],
    ['/flows/flw_1/replay?at=3#e', '/flows?id=flw_1&page=replay&at=3#e'],
    ['/machine', '/flows?page=machine'],
    ['/settings', '/flows?page=settings'],
  ])('%s is %s in the dashboard, and comes back', (inner, outer) => {
    expect(toOuter(inner)).toBe(outer);
    expect(toInner(outer)).toBe(inner);
    expect(isOurs(new URL(outer, 'http://localhost').pathname)).toBe(true);
  });

  it('stays what it is where the dashboard has a page of its own', () => {
    expect(toOuter('/profiles?q=a')).toBe('/profiles?q=a');
    expect(isOurs('/profiles')).toBe(false);
  });

  it('comes back whatever its parameters hold', () => {
    const id = fc.stringMatching(/^[A-Za-z0-9_ /%?#-]{1,12}$/);
    const at = fc.string();
    fc.assert(
      fc.property(id, at, (flow, value) => {
        const inner = `/flows/${encodeURIComponent(flow)}/replay?${new URLSearchParams({ at: value }).toString()}`;
        expect(toInner(toOuter(inner))).toBe(inner);
      }),
    );
  });

  it('is not changed again once it is one of the dashboard', () => {
    for (const inner of ['/flows/flw_1', '/machine', '/flows?q=x'])
      expect(toOuter(toOuter(inner))).toBe(toOuter(inner));
  });
});
