import { Command } from 'cmdk';
import { useQuery } from '@tanstack/react-query';
import { ArrowRight, Plus, UserRound } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useLocation } from 'wouter';
import type { FlowSummary } from '../../../src/machines/flow/view.ts';
import { useApi } from '../api/api-context.tsx';
import { allProfiles } from '../api/profiles.ts';
import { useFlows } from '../api/stream/use-flows.ts';
import { useText } from '../i18n/text.tsx';
import { themes, useTheme } from '../theme/theme.ts';
import { useModal } from '../ui/dialog.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import { StatusIcon } from '../ui/status-icon.tsx';
import { CommandGroup } from '../ui/command-group.tsx';
import { useSelected } from '../ui/use-selected.ts';
import { usePages } from './pages.ts';
import { ThemeIcon } from './theme-menu.tsx';

/** The newest that match what is typed, of all there are. */
const FLOWS = 20;

/** Every place to go to and a few things to do, found by typing. Mount it to open. */
export const Palette = ({ onClose }: Readonly<{ onClose: () => void }>) => {
  const { shell } = useText();
  const dialog = useModal();
  const [typed, setTyped] = useState('');
  const q = typed.trim();
  const { data } = useFlows(q === '' ? {} : { q }, FLOWS);
  const selection = useSelected(dialog, data);
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions -- Escape does the same
    <dialog
      ref={dialog}
      aria-label={shell.palette}
      onClose={() => !dialog.current?.open && onClose()}
      onClick={(event) => event.target === dialog.current && onClose()}
      className="mx-auto mt-[12dvh] w-[calc(100vw-2rem)] max-w-xl overflow-hidden rounded-xl border border-border bg-background text-foreground shadow-2xl"
    >
      <Command label={shell.palette} loop {...selection} className="flex flex-col">
        <Command.Input
          value={typed}
          onValueChange={setTyped}
          placeholder={shell.palettePlaceholder}
          className="h-12 w-full border-b border-border bg-transparent px-4 outline-none"
        />
        <Command.List className="h-80 max-h-[60dvh] overflow-y-auto p-2">
          <Command.Empty className="px-3 py-8 text-center text-text-tertiary">{shell.paletteNothing}</Command.Empty>
          <Pages onClose={onClose} />
          <Profiles onClose={onClose} />
          <Flows onClose={onClose} flows={data?.flows ?? []} />
          <Themes onClose={onClose} />
        </Command.List>
      </Command>
    </dialog>
  );
};

type PartProps = Readonly<{ onClose: () => void }>;

const Pages = ({ onClose }: PartProps) => {
  const { shell } = useText();
  const go = useGo(onClose);
  return (
    <CommandGroup heading={shell.paletteGroups.pages}>
      <Item value={shell.newProfile} icon={<Plus aria-hidden size={16} />} onSelect={() => go('/profiles/new')} />
      {usePages().map(({ path, name }) => (
        <Item key={path} value={name} icon={<ArrowRight aria-hidden size={16} />} onSelect={() => go(path)} />
      ))}
    </CommandGroup>
  );
};

const Profiles = ({ onClose }: PartProps) => {
  const { shell } = useText();
  const go = useGo(onClose);
  const { data = [] } = useQuery(allProfiles(useApi()));
  if (data.length === 0) return null;
  return (
    <CommandGroup heading={shell.paletteGroups.profiles}>
      {data.map(({ name, description }) => (
        <Item
          key={name}
          value={`${shell.paletteGroups.profiles}: ${name}`}
          icon={<UserRound aria-hidden size={16} />}
          note={description}
          onSelect={() => go(`/profiles?q=${encodeURIComponent(name)}`)}
        >
          {name}
        </Item>
      ))}
    </CommandGroup>
  );
};

const Flows = ({ onClose, flows }: PartProps & Readonly<{ flows: readonly FlowSummary[] }>) => {
  const { shell } = useText();
  const go = useGo(onClose);
  if (flows.length === 0) return null;
  return (
    <CommandGroup heading={shell.paletteGroups.flows}>
      {flows.map(({ id, profile, outcome, startedAt }) => (
        <Item
          key={id}
          value={`${profile} ${id}`}
          icon={<StatusIcon status={outcome ?? 'running'} size={16} />}
          note={<RelativeTime at={startedAt} />}
          onSelect={() => go(`/flows/${id}`)}
        >
          {profile}
        </Item>
      ))}
    </CommandGroup>
  );
};

const Themes = ({ onClose }: PartProps) => {
  const { shell } = useText();
  const [, setTheme] = useTheme();
  return (
    <CommandGroup heading={shell.paletteGroups.themes}>
      {themes.map((theme) => (
        <Item
          key={theme}
          value={`${shell.theme}: ${shell.themes[theme]}`}
          icon={<ThemeIcon theme={theme} />}
          onSelect={() => {
            setTheme(theme);
            onClose();
          }}
        />
      ))}
    </CommandGroup>
  );
};

const useGo = (onClose: () => void) => {
  const [, goTo] = useLocation();
  return (path: string) => {
    onClose();
    goTo(path);
  };
};

type ItemProps = Readonly<{
  /** What typing is held against; shown unless there are children. */
  value: string;
  icon: ReactNode;
  note?: ReactNode;
  onSelect: () => void;
  children?: ReactNode;
}>;

const Item = ({ value, icon, note, onSelect, children }: ItemProps) => (
  <Command.Item
    value={value}
    onSelect={onSelect}
    className="flex min-h-10 cursor-pointer items-center gap-3 rounded-lg px-3 text-sm data-[selected=true]:bg-accent"
  >
    <span className="shrink-0 text-text-tertiary">{icon}</span>
    <span className="min-w-0 flex-1 truncate">{children ?? value}</span>
    {note && <span className="max-w-1/2 min-w-0 truncate text-xs text-text-secondary">{note}</span>}
  </Command.Item>
);
