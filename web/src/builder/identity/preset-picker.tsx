import { useQuery } from '@tanstack/react-query';
import { BookOpen, Code, type LucideIcon, PenLine, Server } from 'lucide-react';
import { useState } from 'react';
import { useApi } from '../../api/api-context.tsx';
import { mcpCatalog, optionalSkills, skillBundle } from '../../api/catalogs.ts';
import { useText } from '../../i18n/text.tsx';
import { Button } from '../../ui/button.tsx';
import { applyPreset, type Applied } from '../apply-preset.ts';
import type { Draft } from '../draft.ts';
import { type Preset, presets } from '../presets.ts';
import { useBuilder } from '../use-builder.tsx';

type Done = Applied & Readonly<{ preset: Preset; before: Draft }>;

/** Ways to start, made of what this machine has; says what one did, and takes it back. */
export const PresetPicker = () => {
  const { builder: text } = useText();
  const { draft, change } = useBuilder();
  const catalogs = useCatalogs();
  const [done, setDone] = useState<Done | null>(null);
  const apply = (preset: Preset) => {
    if (catalogs === null) return;
    const applied = applyPreset(preset, catalogs, draft);
    change(applied.part);
    setDone({ ...applied, preset, before: draft });
  };
  const undo = () => {
    if (done === null) return;
    const { identity, skills, mcpServers } = done.before;
    change({ identity: { ...draft.identity, soul: identity.soul }, skills, mcpServers });
    setDone(null);
  };
  return (
    <section aria-label={text.presets.title} className="flex flex-col gap-2">
      <h3 className="text-sm font-medium">{text.presets.title}</h3>
      <div className="grid grid-cols-[repeat(auto-fit,minmax(min(15rem,100%),1fr))] gap-3">
        {presets.map((preset) => (
          <PresetButton key={preset.id} preset={preset} isReady={catalogs !== null} onApply={() => apply(preset)} />
        ))}
      </div>
      <output className="empty:hidden">{done && <PresetDone done={done} onUndo={undo} />}</output>
    </section>
  );
};

type ButtonProps = Readonly<{ preset: Preset; isReady: boolean; onApply: () => void }>;

const PresetButton = ({ preset: { id }, isReady, onApply }: ButtonProps) => {
  const { presets: text } = useText().builder;
  const Icon = icons[id];
  return (
    <button
      type="button"
      disabled={!isReady}
      onClick={onApply}
      className="flex min-w-0 gap-3 rounded-xl border border-border bg-card p-3.5 text-left hover:bg-accent disabled:text-text-disabled"
    >
      <Icon aria-hidden size={18} className="mt-0.5 shrink-0 text-info" />
      <span className="min-w-0">
        <span className="block text-sm font-medium">{text[id].title}</span>
        <span className="block text-sm text-text-secondary">{text[id].description}</span>
      </span>
    </button>
  );
};

const PresetDone = ({ done, onUndo }: Readonly<{ done: Done; onUndo: () => void }>) => {
  const { presets: text } = useText().builder;
  const { skills, mcpServers = [] } = done.part;
  const servers = mcpServers.length - done.before.mcpServers.length;
  return (
    <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 rounded-lg border border-info-line bg-info-soft px-4 py-3 text-sm">
      <span className="min-w-0 flex-1 basis-64">
        {text.applied(text[done.preset.id].title)}{' '}
        {skills ? text.skills(skills.keep.length, skills.optional.length) : text.noSkills} {text.servers(servers)}{' '}
        {done.leftOut.length > 0 && text.leftOut(done.leftOut.join(', '))}
      </span>
      <Button size="sm" onClick={onUndo}>
        {text.undo}
      </Button>
    </div>
  );
};

const useCatalogs = () => {
  const api = useApi();
  const bundle = useQuery(skillBundle(api));
  const optional = useQuery(optionalSkills(api));
  const servers = useQuery(mcpCatalog(api));
  if (!bundle.data || !optional.data || !servers.data) return null;
  return { bundle: bundle.data.skills, optional: optional.data.skills, servers: servers.data.entries };
};

const icons: Readonly<Record<Preset['id'], LucideIcon>> = {
  coding: Code,
  research: BookOpen,
  writing: PenLine,
  ops: Server,
};
