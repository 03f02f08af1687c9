import { describe, expect, it } from 'vitest';
import { here, LINGER_MS, openPage, server, setUp, world } from './fake-exchange.ts';
import { output, settle, snapshot, transition } from './fake-world.ts';

describe('pages that share a connection', () => {
  it('are all told every transition, over one connection', async () => {
    const { page, stream } = await setUp();
    const other = openPage();
    await other.say(here());
    expect(other.got()).toEqual(['live', 'start 10']);
    stream.say(transition(11) + transition(14));
    await settle();
    expect([page.got(), other.got()]).toEqual([
      ['11', '14'],
      ['11', '14'],
    ]);
    expect(world.calls).toHaveLength(1);
  });

  it('are told what they missed when they come back', async () => {
    const { page, stream } = await setUp();
    const other = openPage();
    await other.say(here());
    await other.say({ type: 'away' });
    other.got();
    stream.say(transition(11) + transition(14) + output('flw_1'));
    await settle();
    expect(other.got()).toEqual([]);
    await other.say(here(11));
    stream.say(transition(15));
    await settle();
    expect(other.got()).toEqual(['live', '14', '15']);
    expect(page.got()).toEqual(['11', '14', '15']);
  });

  it('start anew when they missed more than is kept, or come from before it all', async () => {
    const { stream } = await setUp();
    const [early, late] = [openPage(), openPage()];
    await early.say(here(9));
    expect(early.got()).toEqual(['live', 'start 10']);
    stream.say(Array.from({ length: 2500 }, (_, index) => transition(11 + index)).join(''));
    await settle();
    await late.say(here(11));
    expect(late.got()).toEqual(['live', 'start 2510']);
    const [close] = [openPage()];
    await close.say(here(2000));
    expect(close.got()).toHaveLength(511);
  });

  it('are told again only what they ask for', async () => {
    const { page, stream } = await setUp();
    stream.say(transition(11));
    await settle();
    await page.say(here(10));
    expect(page.got()).toEqual(['11', 'live']);
  });

  it('start anew when the server does', async () => {
    const { page, stream } = await setUp();
    stream.say(transition(11));
    stream.end();
    await world.pass(200);
    server()
      .open()
      .say(snapshot(3) + transition(4));
    await settle();
    expect(page.got()).toEqual(['11', 'start 3', '4']);
    const other = openPage();
    await other.say(here(3));
    expect(other.got()).toEqual(['live', '4']);
  });

  it('go on after a page that was told by another connection before', async () => {
    const page = openPage();
    await page.say(here(20));
    expect(server().url).toBe('/api/stream?after=20');
    server().open().say(transition(21));
    await settle();
    expect(page.got()).toEqual(['reconnecting', 'live', '21']);
  });

  it('are answered each time they say they are here', async () => {
    const { page } = await setUp();
    await page.say(here(10));
    await page.say(here(10));
    expect(page.got()).toEqual(['live', 'live']);
  });
});

describe('the connection of all pages', () => {
  it('ends when no page has been seen for a while, and resumes without loss', async () => {
    const { page } = await setUp();
    await page.say({ type: 'away' });
    await world.pass(LINGER_MS - 1);
    expect(server().isAborted()).toBe(false);
    await world.pass(1);
    expect([server().isAborted(), world.timers()]).toEqual([true, 0]);
    await page.say(here(10));
    expect(server().url).toBe('/api/stream?after=10');
    server().open().say(transition(12));
    await settle();
    expect(page.got()).toEqual(['reconnecting', 'live', '12']);
  });

  it('stays when a page goes and another comes', async () => {
    const { page } = await setUp();
    await page.say({ type: 'away' });
    await world.pass(LINGER_MS - 1);
    await openPage().say(here());
    await world.pass(LINGER_MS);
    expect([world.calls.length, server().isAborted()]).toEqual([1, false]);
  });

  it('ends when the last page has crashed', async () => {
    const { stream } = await setUp();
    for (let waited = 0; waited < 90_000; waited += 10_000) {
      stream.say(':\n\n');
      await world.pass(10_000);
    }
    expect(server().isAborted()).toBe(true);
    await world.pass(600_000);
    expect([world.calls.length, world.timers()]).toEqual([1, 0]);
  });

  it('forgets a page that has crashed while others are here', async () => {
    const { page, stream } = await setUp();
    const other = openPage();
    for (let waited = 0; waited < 75_000; waited += 15_000) {
      await other.say(here(10));
      stream.say(':\n\n');
      await world.pass(15_000);
    }
    await other.say(here(10));
    page.got();
    stream.say(transition(11));
    await settle();
    expect(page.got()).toEqual([]);
    await page.say(here(10));
    expect(page.got()).toEqual(['live', '11']);
  });

  it('is not broken by a page with a token of old', async () => {
    const old = openPage();
    await old.say(here(null, [], 'old'));
    server().answer(401);
    await settle();
    expect(old.got()).toEqual(['reconnecting', 'offline']);
    const { page, stream } = await setUp();
    await old.say(here(null, [], 'old'));
    stream.say(transition(11));
    await settle();
    expect(page.got()).toEqual(['11']);
    expect([world.calls.length, server().token]).toEqual([2, 'Bearer T']);
  });
});
