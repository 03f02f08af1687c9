import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { FlowView } from '../../../../src/machines/flow/view.ts';
import type { ApiClient } from '../../../src/api/client.ts';
import { flowQuery, flowsQuery, keepFlowsLive, rememberFlow } from '../../../src/api/stream/flow-queries.ts';
import { createFakeStream } from './fake-stream.ts';
import { at, longFlow } from './told-flow.ts';

const { frames, views, summaries } = longFlow('flw_1');

let stream: ReturnType<typeof createFakeStream>;
let cache: QueryClient;
let asked: string[];
/** Version of the flow on the server. */
let version: number;
let isDown: boolean;

const api = {
  get: async (path: string, options: object = {}) => {
    if (isDown) throw new Error('down');
    asked.push(path + JSON.stringify({ query: Reflect.get(options, 'query') }));
    return path === '/api/flows' ? { flows: [at(summaries, version - 1)], next: null } : at(views, version - 1);
  },
} as unknown as ApiClient;

beforeEach(() => {
  stream = createFakeStream();
  cache = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const stop = keepFlowsLive(cache, stream);
  asked = [];
  version = 2;
  isDown = false;
  onTestFinished(() => {
    stop();
    cache.clear();
  });
});

const watchFlow = async () => {
  const observer = new QueryObserver(cache, flowQuery({ api, stream }, 'flw_1'));
  onTestFinished(observer.subscribe(() => {}));
  await expect.poll(() => observer.getCurrentResult().isFetching).toBe(false);
  return () => observer.getCurrentResult().data;
};

const watchList = async () => {
  const observer = new QueryObserver(cache, flowsQuery({ api, stream }, {}, 50));
  onTestFinished(observer.subscribe(() => {}));
  await expect.poll(() => observer.getCurrentResult().isFetching).toBe(false);
  return () => observer.getCurrentResult().data?.flows;
};

describe('flows in the cache', () => {
  it('follow the stream without being asked for again', async () => {
    const [flow, list] = [await watchFlow(), await watchList()];
    stream.tellTransitions(...frames.slice(0, 4));
    stream.tellTransitions(at(frames, 4));
    expect(flow()).toEqual(at(views, 4));
    expect(list()).toEqual([at(summaries, 4)]);
    expect(asked).toEqual(['/api/flows/flw_1{}', '/api/flows{"query":{"limit":50}}']);
  });

  it('are read again after a gap', async () => {
    const [flow, list] = [await watchFlow(), await watchList()];
    version = 6;
    stream.tellTransitions(at(frames, 5));
    await expect.poll(() => [flow(), list()]).toEqual([at(views, 5), [at(summaries, 5)]]);
    expect(asked).toHaveLength(4);
  });

  it('are read again when the stream begins anew', async () => {
    const [flow, list] = [await watchFlow(), await watchList()];
    version = 7;
    stream.tell({ kind: 'start' });
    await expect.poll(() => [flow(), list()]).toEqual([at(views, 6), [at(summaries, 6)]]);
  });

  it('are read when the stream begins, if they could not be before', async () => {
    isDown = true;
    const flow = await watchFlow();
    expect(flow()).toBeUndefined();
    isDown = false;
    stream.tell({ kind: 'start' });
    await expect.poll(flow).toEqual(at(views, 1));
  });

  it('are read when the server is there again, if they could not be before', async () => {
    isDown = true;
    const [flow, list] = [await watchFlow(), await watchList()];
    stream.setStatus('offline');
    isDown = false;
    stream.setStatus('reconnecting');
    expect([flow(), list(), asked]).toEqual([undefined, undefined, []]);
    stream.setStatus('live');
    await expect.poll(() => [flow(), list()]).toEqual([at(views, 1), [at(summaries, 1)]]);
    expect(asked).toHaveLength(2);
  });

  it('that must be read again are not taken for fresh because something more is told', async () => {
    await cache.prefetchQuery(flowsQuery({ api, stream }, {}, 50));
    stream.tell({ kind: 'start' });
    stream.tellTransitions(at(frames, 2));
    version = 5;
    const list = await watchList();
    expect(list()).toEqual([at(summaries, 4)]);
  });

  it('that a command answered are there at once, and read again', async () => {
    rememberFlow(cache, at(views, 0));
    const query = flowQuery({ api, stream }, 'flw_1');
    expect(cache.getQueryData<FlowView>(query.queryKey)).toBe(at(views, 0));
    const flow = await watchFlow();
    expect(flow()).toEqual(at(views, 1));
    rememberFlow(cache, at(views, 0));
    expect(flow()).toEqual(at(views, 1));
  });

  it('are asked for in pages the server gives', async () => {
    const pages = ['a', 'b', null].map((next) => ({ flows: [at(summaries, 1)], next }));
    const paged = {
      get: async (_path: string, { query }: { query: object }) => {
        asked.push(JSON.stringify(query));
        return pages.shift();
      },
    } as unknown as ApiClient;
    const list = await cache.fetchQuery(flowsQuery({ api: paged, stream }, { state: 'done' }, 2500));
    expect(asked).toEqual([
      '{"state":"done","limit":1000}',
      '{"state":"done","before":"a","limit":1000}',
      '{"state":"done","before":"b","limit":1000}',
    ]);
    expect(list).toMatchObject({ filter: { state: 'done' }, next: null });
    expect(list.flows).toHaveLength(3);
  });
});
