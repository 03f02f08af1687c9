import { type ReactNode, useState } from 'react';
import { useText } from '../../i18n/text.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { LiveRegion } from '../../ui/live-region.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import type { Step } from '../steps.ts';
import { useBuilder } from '../use-builder.tsx';
import { ActionList } from './action-list.tsx';
import { type Preview, useBlueprint } from './blueprint-provider.tsx';
import { Counters } from './counters.tsx';
import { FileList } from './file-list.tsx';
import { fileToShow } from './file-of-step.ts';
import { FileView } from './file-view.tsx';
import { Findings } from './findings.tsx';

/** Beside the step: what a create would write now. */
export const BlueprintPanel = () => {
  const { builder } = useText();
  const { preview, isStale } = useBlueprint();
  return (
    <section
      aria-label={builder.blueprint.title}
      aria-busy={isStale}
      className="flex max-h-[calc(100dvh-6rem)] min-w-0 flex-col overflow-hidden rounded-xl border border-border bg-card"
    >
      <div className="flex min-h-12 shrink-0 items-center gap-2 border-b border-border px-4 py-2">
        <h2 className="mr-auto text-sm font-medium">{builder.blueprint.title}</h2>
        {isStale && <Spinner />}
        {preview && <Counters preview={preview} />}
        <LiveRegion>
          {preview && builder.blueprint.counted(preview.problems.length, preview.warnings.length)}
        </LiveRegion>
      </div>
      <div className="min-h-0 overflow-y-auto">
        <PanelBody />
      </div>
    </section>
  );
};

const PanelBody = () => {
  const { blueprint: text } = useText().builder;
  const { preview, isStale, error, refetch } = useBlueprint();
  if (preview) return <PreviewParts preview={preview} />;
  if (error)
    return (
      <div className="p-4">
        <ErrorState error={error} onRetry={refetch} />
      </div>
    );
  if (isStale)
    return (
      <div className="flex flex-col gap-2 p-4">
        {['w-3/4', 'w-1/2', 'w-2/3', 'w-1/3'].map((width) => (
          <Skeleton key={width} className={`h-4 ${width}`} />
        ))}
      </div>
    );
  return <p className="p-4 text-sm text-text-secondary">{text.teach}</p>;
};

const PreviewParts = ({ preview }: Readonly<{ preview: Preview }>) => {
  const { step } = useBuilder();
  const [picked, setPicked] = useState<Readonly<{ step: Step; path: string }> | null>(null);
  const file = fileToShow(preview.files, picked?.step === step ? picked.path : null, step);
  return (
    <div className="divide-y divide-border">
      <FileList files={preview.files} shown={file?.path} onPick={(path) => setPicked({ step, path })} />
      {file && (
        <div className="max-h-96 overflow-y-auto bg-background">
          <FileView file={file} />
        </div>
      )}
      <Part>
        <ActionList actions={preview.actions} />
      </Part>
      {preview.problems.length + preview.warnings.length > 0 && (
        <Part>
          <Findings preview={preview} />
        </Part>
      )}
    </div>
  );
};

const Part = ({ children }: Readonly<{ children: ReactNode }>) => <div className="p-4">{children}</div>;
