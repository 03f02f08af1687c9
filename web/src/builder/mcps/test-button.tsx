import { FlaskConical, X } from 'lucide-react';
import { useText } from '../../i18n/text.tsx';
import { Button } from '../../ui/button.tsx';
import { LiveRegion } from '../../ui/live-region.tsx';
import type { McpDraft } from '../draft.ts';
import type { ServerTest } from './use-server-test.ts';

type Props = Readonly<{
  test: ServerTest;
  server: McpDraft;
  /** Whether the entry is whole; tells at its fields what is not. */
  check: () => boolean;
}>;

/** Starts the test of a server, and ends it: one button, so that the focus stays where it is. */
export const TestButton = ({ test, server, check }: Props) => {
  const { test: text, list } = useText().builderMcps;
  const name = server.name.trim() || list.unnamed;
  const isTesting = test.state === 'testing';
  const press = () => {
    if (isTesting) test.cancel();
    else if (check()) test.start();
  };
  const Icon = isTesting ? X : FlaskConical;
  return (
    <>
      <LiveRegion>{toNews(test, name, text)}</LiveRegion>
      <Button
        size="sm"
        aria-label={isTesting ? text.cancelName(name) : text.startName(name)}
        onClick={press}
        icon={<Icon aria-hidden size={16} />}
      >
        {isTesting ? text.cancel : text.start}
      </Button>
    </>
  );
};

type Words = ReturnType<typeof useText>['builderMcps']['test'];

/** What is read out: the beginning and the end, no seconds. */
const toNews = ({ state, found, isStale }: ServerTest, name: string, text: Words): string => {
  if (state === 'testing') return text.began(name);
  if (state === 'cancelled') return text.cancelled;
  if (found === null || isStale) return '';
  return found.ok ? text.works(found.tools.length) : `${text.fails} ${found.reason}`;
};
