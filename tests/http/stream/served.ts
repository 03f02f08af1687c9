import type { Served } from '../../../src/http/serve.ts';
import type { TransitionFrame } from '../../../src/machines/flow/transition.ts';
import { auth, type AppFixtureOptions, createAppFixture } from '../fixture-app.ts';
import { type Frame, watch } from '../read-stream.ts';

/** The application of the test that runs, listening; made by `setUp`. */
export let fixture: ReturnType<typeof createAppFixture>;
export let server: Served;

export const setUp = async (options: AppFixtureOptions = {}) => {
  fixture = createAppFixture(options);
  server = await fixture.listen();
};

export const tearDown = async () => {
  await server.close();
  await fixture.close();
};

export const servers = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ name: `s${index}`, command: 'npx' }));

export const open = (path: string, headers: Record<string, string> = {}) =>
  watch(`${server.url}${path}`, { ...auth, ...headers });

export const ids = (frames: readonly Frame[]) =>
  frames.filter(({ event }) => event === 'transition').map(({ id }) => Number(id));

export const transitions = (frames: readonly Frame[]) =>
  frames.flatMap(({ event, data }) => (event === 'transition' ? [data as TransitionFrame] : []));
