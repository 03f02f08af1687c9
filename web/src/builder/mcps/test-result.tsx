import { CircleCheck, CircleX, History, TriangleAlert } from 'lucide-react';
import type { McpProbe } from '../../../../src/machines/ports/mcp-prober.ts';
import { useText } from '../../i18n/text.tsx';
import { Badge } from '../../ui/badge.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { formatDuration } from '../../ui/format-duration.ts';
import type { McpDraft } from '../draft.ts';
import { TestRunning } from './test-running.tsx';
import { ToolList } from './tool-list.tsx';
import type { ServerTest } from './use-server-test.ts';

/** What the last test of a server found; marked once the entry is another one. */
export const TestResult = ({ test, server }: Readonly<{ test: ServerTest; server: McpDraft }>) => {
  const { test: text } = useText().builderMcps;
  const { state, found, error, isStale, start } = test;
  if (state === 'testing') return <TestRunning />;
  if (state === 'cancelled')
    return <p className="border-t border-border px-4 py-3 text-sm text-text-secondary">{text.cancelled}</p>;
  if (state === 'failed')
    return (
      <div className="border-t border-border p-4">
        <ErrorState error={error} onRetry={start} />
      </div>
    );
  if (found === null) return null;
  return (
    <section
      aria-label={text.result(server.name.trim())}
      className="flex flex-col gap-3 border-t border-border px-4 py-3 text-sm"
    >
      <Verdict found={found} isStale={isStale} />
      {found.warnings.map((warning) => (
        <p key={warning} className="flex gap-2 text-text-secondary">
          <TriangleAlert aria-hidden size={16} className="mt-0.5 shrink-0 text-warning" />
          <span className="min-w-0 wrap-anywhere">{warning}</span>
        </p>
      ))}
      {found.ok && found.tools.length > 0 && <ToolList tools={found.tools} />}
    </section>
  );
};

const Verdict = ({ found, isStale }: Readonly<{ found: McpProbe; isStale: boolean }>) => {
  const { test: text } = useText().builderMcps;
  const Icon = found.ok ? CircleCheck : CircleX;
  const tone = found.ok ? 'text-success' : 'text-destructive';
  return (
    <div className="flex gap-2">
      <Icon aria-hidden size={16} className={`mt-0.5 shrink-0 ${isStale ? 'text-text-tertiary' : tone}`} />
      <div className="flex min-w-0 flex-1 flex-col gap-1">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1 font-medium">
          {found.ok ? text.works(found.tools.length) : text.fails}
          {isStale && <Badge icon={<History aria-hidden size={14} />}>{text.stale}</Badge>}
        </p>
        {found.ok ? <Answered found={found} /> : <Reason found={found} />}
      </div>
    </div>
  );
};

const Answered = ({ found }: Readonly<{ found: Extract<McpProbe, { ok: true }> }>) => {
  const { test: text } = useText().builderMcps;
  const { server, durationMs, prompts, resources } = found;
  const besides = text.besides(prompts, resources);
  return (
    <p className="wrap-anywhere text-text-secondary">
      {text.server(server.name, server.version, formatDuration(durationMs))}
      {besides && ` · ${besides}`}
    </p>
  );
};

const Reason = ({ found }: Readonly<{ found: Extract<McpProbe, { ok: false }> }>) => {
  const { test: text } = useText().builderMcps;
  return (
    <>
      <p className="wrap-anywhere">{found.reason}</p>
      {found.detail !== undefined && (
        <figure className="mt-1">
          <figcaption className="text-text-tertiary">{text.lastWord}</figcaption>
          <pre className="mt-1 rounded-lg border border-border bg-background px-3 py-2 font-mono text-xs wrap-anywhere whitespace-pre-wrap">
            {found.detail}
          </pre>
        </figure>
      )}
      <p className="font-mono text-xs text-text-tertiary">{found.code}</p>
    </>
  );
};
