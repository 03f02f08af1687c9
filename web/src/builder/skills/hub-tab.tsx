import { useState } from 'react';
import type { Look } from './skill-dialog.tsx';
import { HubByHand } from './hub-by-hand.tsx';
import { HubResults } from './hub-results.tsx';
import { HubSearchBar } from './hub-search-bar.tsx';

/** Skills of git repositories, folders and registries: searched, or named by hand. */
export const HubTab = ({ onLook }: Readonly<{ onLook: (look: Look) => void }>) => {
  const [typed, setTyped] = useState('');
  const [source, setSource] = useState('all');
  return (
    <div className="flex flex-col gap-4">
      <HubSearchBar typed={typed} onType={setTyped} source={source} onSource={setSource} />
      <HubResults key={source} typed={typed} source={source} onLook={onLook} />
      <HubByHand onLook={onLook} />
    </div>
  );
};
