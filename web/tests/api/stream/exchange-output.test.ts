import { describe, expect, it } from 'vitest';
import { here, openPage, server, setUp, world } from './fake-exchange.ts';
import { output, settle, snapshot, transition } from './fake-world.ts';

describe('output', () => {
  it('comes to the pages that want it, over a connection that carries it', async () => {
    const { page, stream } = await setUp();
    const other = openPage();
    await other.say(here(null, ['flw_a']));
    expect(server().url).toBe('/api/stream?after=10&output=flw_a');
    const next = server().open();
    await settle();
    stream.say(transition(99));
    next.say(output('flw_a') + transition(11) + output('flw_b'));
    await settle();
    expect(other.got()).toEqual(['live', 'start 10', 'hears flw_a', 'output of flw_a', '11']);
    expect(page.got()).toEqual(['11']);
  });

  it('that is carried already is announced at once', async () => {
    const page = openPage();
    await page.say(here(null, ['flw_a', 'flw_b']));
    server().open().say(snapshot(10));
    await settle();
    const other = openPage();
    await other.say(here(null, ['flw_b']));
    expect(other.got()).toEqual(['live', 'start 10', 'hears flw_b']);
    await other.say(here(10, ['flw_b']));
    await other.say(here(10, ['flw_a']));
    expect(other.got()).toEqual(['live', 'live', 'hears flw_a']);
    expect(world.calls).toHaveLength(1);
  });

  it('is announced again when the connection was lost, for what was said meanwhile', async () => {
    const page = openPage();
    await page.say(here(null, ['flw_a']));
    const stream = server().open();
    stream.say(snapshot(10));
    await settle();
    stream.cut();
    await world.pass(200);
    server().open();
    await settle();
    expect(page.got()).toEqual(['reconnecting', 'live', 'hears flw_a', 'start 10', 'hears flw_a']);
  });

  it('of more than eight flows is wanted by the newest first', async () => {
    await setUp();
    for (let index = 1; index <= 9; index += 1) {
      await openPage().say(here(10, [`flw_${index}`]));
      server().open();
      await settle();
    }
    expect(server().url).toBe(
      `/api/stream?after=10&output=${[9, 8, 7, 6, 5, 4, 3, 2].map((id) => `flw_${id}`).join()}`,
    );
  });
});
