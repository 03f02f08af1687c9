import { CopyButton } from './copy-button.tsx';

/** Text to read and copy as it is; long lines scroll inside. */
export const CodeBlock = ({ text, label }: Readonly<{ text: string; label?: string }>) => (
  <div className="flex items-start gap-2 rounded-lg border border-border bg-card py-1.5 pr-1.5 pl-4">
    {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
    <pre tabIndex={0} aria-label={label} className="min-w-0 flex-1 overflow-x-auto py-1.5 font-mono text-sm">
      <code>{text}</code>
    </pre>
    <CopyButton text={text} />
  </div>
);
