import { useState } from 'react';
import { useText } from '../../i18n/text.tsx';
import { LiveRegion } from '../../ui/live-region.tsx';
import { AddServers } from '../mcps/add-servers.tsx';
import { ServerList } from '../mcps/server-list.tsx';
import { StepFrame } from '../step-frame.tsx';

/** The MCP servers the profile starts with. */
export const McpsStep = () => {
  const { builderMcps: text } = useText();
  const [fresh, setFresh] = useState<string | null>(null);
  const [news, say] = useState('');
  return (
    <StepFrame title={text.title} lead={text.lead}>
      <ServerList fresh={fresh} onSay={say} />
      <AddServers onFresh={setFresh} onSay={say} />
      <LiveRegion>{news}</LiveRegion>
    </StepFrame>
  );
};
