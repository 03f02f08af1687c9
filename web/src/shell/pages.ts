import { useText } from '../i18n/text.tsx';

/** The pages one can always go to, with their names. */
export const usePages = (): readonly Readonly<{ path: string; name: string }>[] => {
  const { shell } = useText();
  return [
    { path: '/profiles', name: shell.profiles },
    { path: '/flows', name: shell.flows },
    { path: '/machine', name: shell.machine },
    { path: '/settings', name: shell.settings },
  ];
};
