import { describe, expect, test } from 'vitest';
import { createNavigator, type Move } from '../../src/navigation/navigator.ts';
import { createMemoryWindow } from './memory-window.ts';

const start = (address = '/a') => {
  const { window, ...memory } = createMemoryWindow(address);
  const navigator = createNavigator(window);
  const held: Move[] = [];
  const hold = () => navigator.block((move) => move.from !== move.to && held.push(move) > 0);
  return { ...memory, window, navigator, held, hold };
};

describe('a navigator', () => {
  test('goes to a path, to other parameters of it, and tells how', () => {
    const { navigator, address } = start();
    const places: unknown[] = [];
    navigator.subscribe(() => places.push(navigator.place()));
    navigator.go('/b?q=1');
    navigator.go('?q=2', { replace: true });
    expect(address()).toBe('/b?q=2');
    expect(places).toEqual([
      { path: '/b', search: '?q=1', cause: 'push' },
      { path: '/b', search: '?q=2', cause: 'replace' },
    ]);
  });

  test('makes no second entry of where it is', async () => {
    const { navigator, window, address, told } = start();
    for (const to of ['/b?q=1', '/b?q=1', '?q=1']) navigator.go(to);
    expect(navigator.place()).toEqual({ path: '/b', search: '?q=1', cause: 'replace' });
    window.history.go(-1);
    await told();
    expect(address()).toBe('/a');
  });

  test('follows the browser back', async () => {
    const { navigator, window, told } = start();
    navigator.go('/b');
    window.history.go(-1);
    await told();
    expect(navigator.place()).toEqual({ path: '/a', search: '', cause: 'pop' });
  });

  test('stays when it is blocked, and goes once that is taken back', () => {
    const { navigator, address, hold, held } = start();
    hold();
    navigator.go('/b');
    navigator.go('?q=1');
    expect([address(), held]).toMatchObject(['/a?q=1', [{ from: '/a', to: '/b' }]]);
    held[0]?.proceed();
    expect(address()).toBe('/b');
  });

  test('brings the browser back that went back while it is blocked', async () => {
    const { navigator, window, address, told, hold, held } = start();
    navigator.go('/b');
    hold();
    window.history.go(-1);
    await told();
    expect([address(), navigator.place().path, held.length]).toEqual(['/b', '/b', 1]);
    held[0]?.proceed();
    await told();
    expect([address(), navigator.place().path, held.length]).toEqual(['/a', '/a', 1]);
  });

  test('asks nobody who is gone', async () => {
    const { navigator, window, address, hold, held, told, listeners } = start();
    hold()();
    navigator.go('/b');
    expect([address(), held]).toEqual(['/b', []]);
    navigator.close();
    window.history.go(-1);
    await told();
    expect([navigator.place().path, listeners.size]).toEqual(['/b', 0]);
  });
});
