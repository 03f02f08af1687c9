import { useState } from 'react';

/** A short list is shown open. */
const SHORT = 12;

/** Which groups are open: what was opened or closed, else all of a short list; all while a filter is typed. */
export const useOpenGroups = (count: number, isFiltered: boolean) => {
  const [toggled, setToggled] = useState<Readonly<Record<string, boolean>>>({});
  const [isAllOpen, setAllOpen] = useState<boolean | null>(null);
  const isOpen = (category: string) => isFiltered || (toggled[category] ?? isAllOpen ?? count <= SHORT);
  return {
    isOpen,
    toggle: (category: string) => setToggled({ ...toggled, [category]: !isOpen(category) }),
    setAll: (open: boolean) => {
      setToggled({});
      setAllOpen(open);
    },
  };
};
